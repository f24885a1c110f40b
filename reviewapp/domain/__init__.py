"""What a review is made of: values and rules, free of web and storage."""
