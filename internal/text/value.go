package text

// Names of days and months, and what is wrong with a value that somebody typed.
var (
	// Weekdays are the days of the week from Sunday, as package time counts them.
	Weekdays = [7]T{{"domenica", "Sunday"}, {"lunedì", "Monday"}, {"martedì", "Tuesday"}, {"mercoledì", "Wednesday"},
		{"giovedì", "Thursday"}, {"venerdì", "Friday"}, {"sabato", "Saturday"}}
	// Months are the months from January at index 0.
	Months = [12]T{{"gennaio", "January"}, {"febbraio", "February"}, {"marzo", "March"}, {"aprile", "April"}, {"maggio", "May"},
		{"giugno", "June"}, {"luglio", "July"}, {"agosto", "August"}, {"settembre", "September"}, {"ottobre", "October"},
		{"novembre", "November"}, {"dicembre", "December"}}

	DateUnreadable = T{"Non è una data: scrivila come 24/11/2026.", "This is not a date: write it as 24/11/2026."}
	DateNoSuchDay  = T{"Il %s non esiste: scrivi un altro giorno.", "%s does not exist: write another day."}
	DateOutOfRange = T{"L'anno deve stare fra il 1900 e il 2100: controllalo.", "The year must be between 1900 and 2100: check it."}

	TaxCodeShape       = T{"Il codice fiscale ha 16 caratteri (o 11 cifre se provvisorio): controlla il codice sulla tessera.", "A tax code has 16 characters (or 11 digits if temporary): check the code on the card."}
	TaxCodeCheckLetter = T{"L'ultima lettera del codice fiscale non torna: controlla il codice sulla tessera.", "The last letter of the tax code does not match: check the code on the card."}
	TaxCodeCheckDigit  = T{"L'ultima cifra del codice fiscale provvisorio non torna: controlla il codice.", "The last digit of the temporary tax code does not match: check the code."}
	TaxCodeDay         = T{"Il giorno di nascita nel codice fiscale non esiste: controlla il codice sulla tessera.", "The day of birth in the tax code does not exist: check the code on the card."}

	NumberUnreadable = T{"Non è un numero: scrivilo come 1.234,56.", "This is not a number: write it as 1.234,56."}
)
