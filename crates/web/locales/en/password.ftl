password-title = Password
password-change = Change password
password-old = Current password
password-new = New password
password-new-hint = At least 12 characters. Several words that others would not guess make a good password.
password-forced = Somebody else gave you this password. Choose your own before you begin.
password-changed = The password is changed. The other sessions have ended.
