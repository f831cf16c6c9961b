form-error-required = Fill in: { $field }
form-error-date = Enter a date of the calendar in digits, for example 22 11 2026
form-error-choice = Choose one of those offered
form-error-too-long = Shorten this to { $most } characters
