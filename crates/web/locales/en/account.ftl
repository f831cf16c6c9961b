account-title = My account
account-sessions = Open sessions
account-session-browser = Browser
account-session-seen = Last used
account-session-end = End session
account-session-this = This session
account-session-ended = The session has ended.
