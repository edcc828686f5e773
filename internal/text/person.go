package text

// Words of the record of a person.
var (
	FamilyName     = T{"Cognome", "Family name"}
	GivenName      = T{"Nome", "Given name"}
	TaxCode        = T{"Codice fiscale", "Tax code"}
	BirthDate      = T{"Data di nascita", "Date of birth"}
	BirthPlace     = T{"Comune o Paese di nascita", "Municipality or country of birth"}
	Sex            = T{"Sesso", "Sex"}
	Residence      = T{"Comune di residenza", "Municipality of residence"}
	Address        = T{"Indirizzo", "Address"}
	Phone          = T{"Telefono", "Telephone"}
	PersonEmail    = T{"Posta elettronica", "E-mail"}
	SpokenLanguage = T{"Lingua", "Language"}

	FamilyNameMissing   = T{"Scrivi il cognome come sul documento.", "Write the family name as on the identity document."}
	GivenNameMissing    = T{"Scrivi il nome come sul documento.", "Write the given name as on the identity document."}
	NameTooShort        = T{"Scrivi almeno %d lettere, come sul documento.", "Write at least %d letters, as on the identity document."}
	TextTooLong         = T{"È troppo lungo: scrivi al massimo %d caratteri.", "This is too long: write at most %d characters."}
	BirthInFuture       = T{"La data di nascita è nel futuro: controllala.", "The date of birth is in the future: check it."}
	BirthTooOld         = T{"La data di nascita darebbe più di %d anni: controllala.", "The date of birth would make more than %d years: check it."}
	BirthAgainstCode    = T{"La data di nascita non è quella del codice fiscale: scegli quale vale.", "The date of birth is not that of the tax code: choose which one holds."}
	SexAgainstCode      = T{"Il sesso non è quello del codice fiscale: scegli quale vale.", "The sex is not that of the tax code: choose which one holds."}
	SexUnknown          = T{"Scegli F, M o X, oppure lascia vuoto.", "Choose F, M or X, or leave it empty."}
	MunicipalityUnknown = T{"Non conosciamo questo comune: scegli un comune della Toscana, oppure lascia vuoto e scrivilo nell'indirizzo.", "We do not know this municipality: choose one of Tuscany, or leave it empty and write it in the address."}
	PhoneShape          = T{"Non è un numero di telefono: scrivilo come 333 123 4567.", "This is not a telephone number: write it as 333 123 4567."}
	EmailShape          = T{"Non è un indirizzo: scrivilo come nome@esempio.it.", "This is not an address: write it as name@example.org."}
	TaxCodeTaken        = T{"Non possiamo salvare questo codice: controllalo con la segreteria o con il coordinatore.", "We cannot save this code: check it with the secretary or the coordinator."}
	TaxCodeTakenBy      = T{"Lo ha già il fascicolo n. %d: controlla il codice, o unisci i due fascicoli.", "Case file no. %d already has it: check the code, or merge the two case files."}
	TaxCodeTakenNoCase  = T{"Lo ha già un'altra persona, che non ha un fascicolo: controlla il codice.", "Another person, who has no case file, already has it: check the code."}
	OwnerMissing        = T{"Scrivi di chi è il numero.", "Write whose number it is."}
	NumberMissing       = T{"Scrivi il numero.", "Write the number."}

	TwinSameCode    = T{"stesso codice fiscale", "same tax code"}
	TwinOmocode     = T{"codici fiscali uguali, tranne i segni di omocodia", "tax codes equal but for the signs of homocody"}
	TwinSameName    = T{"stesso nome", "same name"}
	TwinSwapped     = T{"stesso nome, con nome e cognome scambiati o in altro ordine", "same name, with given and family name exchanged or in another order"}
	TwinAbbreviated = T{"stesso nome, abbreviato", "same name, shortened"}
	TwinMisspelt    = T{"nome simile: cambiano poche lettere", "similar name: few letters differ"}
	TwinSameBirth   = T{"stessa data di nascita", "same date of birth"}
	TwinLikelyBirth = T{"data di nascita simile: giorno e mese scambiati, o una cifra diversa", "similar date of birth: day and month exchanged, or one digit different"}
	TwinSamePhone   = T{"stesso telefono", "same telephone"}
	TwinOtherName   = T{"nome diverso", "different name"}
	TwinOtherCode   = T{"codice fiscale diverso", "different tax code"}
	TwinOtherBirth  = T{"data di nascita diversa", "different date of birth"}
)
