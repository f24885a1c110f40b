"""Mail on its way out: the server it is handed to, what a message looks like, how a delivery ends."""
