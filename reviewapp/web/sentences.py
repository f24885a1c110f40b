"""Every refusal in a sentence that says what is wrong and what to do next."""

from datetime import datetime

from flask_babel import lazy_gettext as _l

from ..domain.errors import ReviewError
from .filters import until
from .labels import label

SENTENCES = {
    # texts and fields
    "body_missing": _l("Write your comment before you send it."),
    "reply_missing": _l("Write your reply before you send it."),
    "text_too_long": _l("This text has %(length)s characters; at most %(limit)s fit. Please shorten it."),
    "name_missing": _l("Enter a name."),
    "title_missing": _l("Enter a title."),
    "email_malformed": _l("This is not one e-mail address. Enter it in the form name@example.org."),
    "languages_missing": _l("Choose at least one language."),
    "language_unknown": _l("“%(tag)s” is no language code. Use one such as en, zh or th."),
    "time_zone_unknown": _l("“%(time_zone)s” is no time zone. Use one such as Asia/Shanghai."),
    "country_unknown": _l("Enter the country as two letters, for example CN or LA."),
    "form_reused": _l("This form was sent before with other words. If you mean one more, send it once more."),
    "key_reused": _l("This key was used for another request. Send the new one under a new key."),
    "key_too_long": _l("The Idempotency-Key is too long; at most 200 characters fit."),
    "filter_unknown_value": _l(
        "“%(value)s” is no value of the filter “%(field)s”. Remove it or choose another."
    ),
    "export_format_unknown": _l("This export format is not known. Choose XLSX, CSV, DOCX, HTML or JSON."),
    "export_preset_unknown": _l("This preset is not known. Choose full, short or standards."),
    # passages and sections
    "quote_not_found": _l(
        "These words do not stand in this version. Copy them from the text as it is shown, or comment on the section."
    ),
    "quote_ambiguous": _l(
        "These words stand at several places. Quote more of the sentence, or what stands before and after."
    ),
    "quote_and_span_differ": _l(
        "The quoted words and the given place do not agree. Select the passage again."
    ),
    "span_outside": _l("This passage does not lie in the text of this version. Select it again."),
    "passage_missing": _l("Select the passage your comment is about, or comment on the section."),
    "section_missing": _l("Choose the section your comment is about."),
    "section_unknown": _l("This version has no such section. Choose one from the list."),
    # files
    "file_missing": _l("Choose a file to upload."),
    "file_empty": _l("This file is empty. Choose the file that holds the text."),
    "file_too_large": _l("This file is larger than %(max_mb)s MB. Make its pictures smaller and try again."),
    "file_encrypted": _l(
        "This file is protected by a password. Remove the protection, save the file and upload it again."
    ),
    "file_damaged": _l(
        "This file is damaged and could not be read. Open it in the program it was made with, save it again and upload that."
    ),
    "file_kind_unknown": _l(
        "Files of this kind cannot be read. Save the text as .docx, .odt, .md, .html, .txt or .pdf and upload that."
    ),
    "file_is_doc": _l(
        "This is an older file format. Open it in Word or WPS, save it as .docx and upload that."
    ),
    "file_not_text": _l(
        "The characters of this file could not be read. Save it as UTF-8 text and upload it again."
    ),
    "encoding_unknown": _l("This encoding is not known. Choose one of the list."),
    "encoding_of_no_text": _l("Only text files have an encoding to choose: .txt, .md and .html."),
    "encoding_misfit": _l(
        "The file cannot be read in this encoding. Nothing was changed; choose another one."
    ),
    "file_hostile": _l(
        "This file is built in a way that is not accepted. Copy the text into a new document, save it and upload that."
    ),
    "file_too_demanding": _l(
        "Reading this file took more time or memory than a text may take. Leave out very long tables or divide it, "
        "then upload the parts."
    ),
    "file_too_long": _l(
        "This text has more than %(most)s paragraphs, headings and tables. Divide it and upload the parts."
    ),
    "files_waiting": _l(
        "Several files are being read at this moment. Wait half a minute and upload yours again."
    ),
    "file_without_text": _l("No text was found in this file. Choose the file that holds the text."),
    # versions and rounds
    "follows_other_line": _l("A version follows one of the same document and language."),
    "corresponds_to_same_line": _l("A version corresponds to one of the same document in another language."),
    "compare_other_line": _l("Only versions of one document in one language can be compared."),
    "version_other_line": _l(
        "This comment has no place in that version: it belongs to another language or document."
    ),
    "version_not_later": _l("A comment is implemented in a later version than the one it was made on."),
    "not_accepted": _l("Only a comment that was accepted is implemented in a version. Decide it first."),
    "version_frozen": _l("This version is published; its structure no longer changes. Upload a new version."),
    "version_state": _l("This version is “%(present)s”; that cannot be done with it any more."),
    "publish_first": _l("This version is a draft. Publish it first; then its comments can be imported."),
    "version_not_commentable": _l("This version is not open for comments."),
    "version_archived": _l("This version is archived. It can still be read and takes no more comments."),
    "versions_missing": _l("Choose at least one published version."),
    "version_elsewhere": _l("One of the versions belongs to another project."),
    "version_not_published": _l("A round needs published versions. Publish the draft first."),
    "round_dates": _l("The round must close after it opens. Choose a later deadline."),
    "round_state": _l("The round is “%(present)s”; that cannot be done with it now."),
    "round_promised": _l(
        "Reviewers have commented under the present rule, so who sees whose comments and names stays as it is."
    ),
    "round_not_open_yet": _l(
        "The round has not opened yet. Your text is kept; send it once the round is open."
    ),
    "round_closed": _l(
        "The round is closed and takes no more comments. Your text is below; please write to the editors."
    ),
    "extension_too_early": _l("An extension ends later than the deadline of the round and later than now."),
    "review_submitted": _l("You have submitted your review already. Take it back first to change that."),
    "review_not_submitted": _l("You have not submitted your review."),
    "round_not_answered": _l("An objection is possible while the round is answered."),
    "objections_over": _l("Objections were possible until %(until)s. Please write to the editors."),
    "objections_too_early": _l("Choose a day after the deadline that is still to come, or none."),
    "note_missing": _l("Say why the decision should be looked at again."),
    "objection_made": _l("You have objected to this decision once; the editors have it."),
    "no_round": _l("No review round is open for this version."),
    "not_in_round": _l("The round does not list this person. Choose one of its reviewers."),
    "not_a_reviewer": _l("Only reviewers of this project can be asked to review."),
    # people
    "member_already": _l("%(email)s is in this project already."),
    "member_elsewhere": _l("This person is not a member of the project."),
    "role_too_high": _l("You may not bring in people of this role. Ask the manager of the project."),
    "link_beyond_you": _l(
        "This person may do more elsewhere than you can give. Ask an administrator to make the link."
    ),
    "role_missing": _l("Choose a role."),
    "not_a_member": _l("You are not a member of this project."),
    "not_oneself": _l(
        "You cannot do this for yourself. Ask somebody else of the staff, or an administrator."
    ),
    "email_taken": _l(
        "Another account has this e-mail address already. Add that account to the project instead."
    ),
    "name_reserved": _l("This name would be taken for the staff. Choose another one."),
    "name_looks_same": _l(
        "Somebody in the project has a name that looks the same. Add what tells them apart, such as the institution."
    ),
    "account_looks_same": _l(
        "“%(name)s” looks the same as the name of another member. Ask this person to add something to it on the "
        "account page; then add him or her."
    ),
    "last_administrator": _l("This is the only administrator. Make somebody else one first."),
    # lists of people
    "list_empty": _l("No person was found here. Paste one person a line, or choose a spreadsheet."),
    "list_too_long": _l("This list is too long; add at most %(most)s people at once."),
    "list_without_email": _l("The list has a heading row, but no column of it is called “email”."),
    "list_changed": _l("The list or the role has changed since the preview. Look at it once more, then add."),
    "list_moved": _l("Meanwhile some of these people were added or changed. Look at the list once more."),
    "nobody_chosen": _l("Tick at least one person to add."),
    "list_file_too_large": _l("This file is larger than %(max_mb)s MB. Keep only the list of people in it."),
    "sheet_is_old": _l(
        "This is an older file format. Open it in Excel or WPS, save it as .xlsx and choose that."
    ),
    "sheet_unknown": _l("This file is no spreadsheet. Choose an .xlsx or .csv file, or paste the list."),
    "email_missing": _l("E-mail address: missing."),
    "email_unreadable": _l("E-mail address: “%(value)s” is none."),
    "email_twice": _l("E-mail address: stands in line %(line)s already."),
    "type_of_institution_unknown": _l("Type of institution: “%(value)s” is not known."),
    "country_name_unknown": _l("Country: “%(value)s” is not known. Use its name or two letters, such as LA."),
    "language_name_unknown": _l("Language: “%(value)s” is not known. Use its name or a code, such as zh."),
    "role_unknown": _l("Role: “%(value)s” is not known."),
    "cells_over": _l(
        "There is more in this line than fits: “%(value)s”. Put cells with commas in quotation marks."
    ),
    # signing in
    "password_wrong": _l("E-mail address and password do not fit together, or no password was set."),
    "present_password_wrong": _l("This is not your present password."),
    "password_missing": _l("Enter your password."),
    "password_short": _l("Choose a longer password: at least %(shortest)s characters."),
    "password_long": _l("Choose a shorter password: at most %(longest)s characters."),
    "password_common": _l("This password is among the first that others would try. Choose another one."),
    "password_known": _l("Your name or address is no safe password. Choose another one."),
    "sign_in_again": _l(
        "You signed in a while ago. Sign in again by a link; then you have 15 minutes for this."
    ),
    "too_many_tries": _l(
        "Too many tries. Wait %(minutes)s minutes and try again; a sign-in link works at any time."
    ),
    "too_many_requests": _l("Too many requests within a minute. Wait a little and go on then."),
    "mail_off": _l("This site sends no mail. Ask the project officer or editor for a sign-in link."),
    # threads
    "thread_draft": _l("This comment is still a draft."),
    "thread_open": _l("This comment is open; that cannot be done with it yet."),
    "thread_in_progress": _l("This comment is in progress; that cannot be done with it yet."),
    "thread_decided": _l("This comment is decided already."),
    "thread_closed": _l("This comment is closed already."),
    "thread_withdrawn": _l("This comment was withdrawn."),
    "thread_answered": _l("Somebody has replied, so the comment stays as it is. Add a reply instead."),
    "place_missing": _l("Point at the passage, choose a section, or say that the passage was removed."),
    "place_original": _l("On the version it was made on, a comment keeps its place for ever."),
    "reason_missing": _l("Give the reason: the reviewer will read it."),
    "disposition_missing": _l("Choose a disposition."),
    "duplicate_of_missing": _l("Say with which comment this one is handled."),
    "duplicate_of_unknown": _l("There is no such comment in this project. Enter its number from the list."),
    "duplicate_of_itself": _l("A comment cannot be a duplicate of itself. Choose the main comment."),
    "own_comment": _l("This is your own comment: somebody else decides it."),
    "not_your_comment": _l("Only its author may change a comment."),
    "internal_not_yours": _l("Internal notes are for editors."),
    "on_behalf_not_yours": _l("Only staff enter comments on behalf of others."),
    "not_a_draft": _l("This comment was sent already."),
    "not_your_focal_point": _l("This person is not the focal point of your institution in this round."),
    "draft_for_other": _l("A comment entered on behalf of somebody is sent at once; it cannot stay a draft."),
    "own_support": _l("This is your own comment; support those of others."),
    "thread_settled": _l("This comment is dealt with already."),
    "assignee_unknown": _l("Choose an editor or manager of this project."),
    "one_changed": _l(
        "Nothing was changed: comment no. %(number)s was changed in the meantime. Look at it and try again."
    ),
    "one_withdrawn": _l(
        "Nothing was changed: comment no. %(number)s was withdrawn. Take it out and try again."
    ),
    "one_not_accepted": _l(
        "Nothing was changed: comment no. %(number)s was not accepted. Take it out and try again."
    ),
    "one_without_later_version": _l(
        "Nothing was changed: there is no later version in which comment no. %(number)s could be implemented."
    ),
    "threads_missing": _l("Choose at least one comment of the list."),
    "act_missing": _l("Say what is to be done with the chosen comments."),
    "due_unreadable": _l("Enter a day, for example 2026-11-30."),
    "focal_point_missing": _l("Choose the focal point who is to send your draft."),
    "tags_too_many": _l("At most %(limit)s tags fit. Remove some."),
    "changed_meanwhile": _l(
        "Somebody changed this in the meantime. See below what was done; your text is still here."
    ),
    "not_yours": _l("This is not part of your role. If you need it, please ask the manager of the project."),
    # doors
    "not_found": _l("There is nothing here, or nothing you may see."),
    "link_unknown": _l("This sign-in link is not known. Check that the whole address was copied."),
    "link_used": _l("This sign-in link was used already. Ask for a new one; it takes the project a minute."),
    "link_revoked": _l("This sign-in link was withdrawn. Ask the project for a new one."),
    "link_expired": _l("This sign-in link has expired. Ask the project for a new one."),
    "not_signed_in": _l("Please sign in with the personal link you were given."),
    "request_unreadable": _l("This request could not be read. Check its form and send it again."),
    "field_wrong": _l("This value does not fit here."),
}


def sentence(error: ReviewError) -> str:
    """Say a refusal in the reader's language."""
    params = {"field": error.field or "", **error.params}
    if error.code in ("version_state", "round_state"):
        params["present"] = label(error.code, params["present"])
    for name, value in params.items():
        params[name] = until(value) if isinstance(value, datetime) else getattr(value, "value", value)
    return str(SENTENCES[error.code]) % params
