package text

// Words of the record of a person.
var (
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
	TwinRespelt     = T{"stesso nome, scritto in un altro modo", "same name, spelt otherwise"}
	TwinNearCode    = T{"codici fiscali quasi uguali: cambia un carattere", "tax codes almost equal: one character differs"}
	TwinBeginsCode  = T{"il codice fiscale comincia così", "the tax code begins so"}
	TwinSameBirth   = T{"stessa data di nascita", "same date of birth"}
	TwinLikelyBirth = T{"data di nascita simile: giorno e mese scambiati, o una cifra diversa", "similar date of birth: day and month exchanged, or one digit different"}
	TwinSamePhone   = T{"stesso telefono", "same telephone"}
	TwinOtherName   = T{"nome diverso", "different name"}
	TwinOtherSex    = T{"sesso diverso", "different sex"}
	TwinOtherCode   = T{"codice fiscale diverso", "different tax code"}
	TwinOtherBirth  = T{"data di nascita diversa", "different date of birth"}
)

// Words of the page of a person and of the one that makes a case file.
var (
	PersonTab        = T{"Persona", "Person"}
	PersonIdentity   = T{"Identità", "Identity"}
	PersonContacts   = T{"Residenza e contatti", "Residence and contacts"}
	PersonReason     = T{"Perché correggi", "Why you correct"}
	PersonReasonHint = T{"Per esempio: visto il documento. Resta nella storia.", "For example: seen on the document. It stays in the history."}
	PersonSave       = T{"Salva i dati", "Save the data"}
	PersonSaved      = T{"Dati della persona salvati.", "The person's data are saved."}
	PersonPrevails   = T{"Quale vale?", "Which one holds?"}
	PersonByCode     = T{"Vale il codice fiscale: data di nascita e sesso diventano quelli del codice", "The tax code holds: date of birth and sex become those of the code"}
	PersonByWord     = T{"Valgono data e sesso come scritti: il codice resta da verificare", "Date and sex hold as written: the code is still to be checked"}
	PersonDisagrees  = T{"La data di nascita o il sesso non sono quelli del codice fiscale.", "The date of birth or the sex are not those of the tax code."}
	PersonToComplete = T{"da completare", "to be completed"}
	PersonNoValue    = T{"vuoto", "empty"}
	PersonTaxHint    = T{"Se manca, lascia vuoto: si completa dopo", "If it is missing, leave it empty: it can be completed later"}
	PersonCityHint   = T{"Un comune della Toscana; se la residenza è altrove, scrivila nell'indirizzo", "A municipality of Tuscany; if the residence is elsewhere, write it in the address"}
	PersonFemale     = T{"Femmina", "Female"}
	PersonMale       = T{"Maschio", "Male"}
	PersonOtherSex   = T{"Altro", "Other"}
	PersonUnknownSex = T{"Non indicato", "Not stated"}

	PersonYours     = T{"Quello che hai scritto tu", "What you wrote"}
	PersonTheirs    = T{"Quello che c'è ora", "What is there now"}
	PersonConflict  = T{"Nel modulo qui sotto c'è il tuo testo: correggilo e salva di nuovo, oppure tieni i dati di adesso.", "The form below holds your text: correct it and save again, or keep the data as they are now."}
	PersonKeepTheir = T{"Tieni i dati di adesso", "Keep the data as they are now"}

	PersonHistory     = T{"Storia delle correzioni", "History of corrections"}
	PersonNoHistory   = T{"Nessuna correzione.", "No corrections."}
	PersonWhen        = T{"Quando", "When"}
	PersonWho         = T{"Chi", "Who"}
	PersonSource      = T{"Da dove", "From where"}
	PersonField       = T{"Dato", "Datum"}
	PersonChange      = T{"Che cosa è cambiato", "What has changed"}
	PersonFromTo      = T{"da “%s” a “%s”", "from “%s” to “%s”"}
	PersonErased      = T{"cancellato", "erased"}
	PersonProgram     = T{"Il programma", "The program"}
	PersonFromPage    = T{"Scritto qui", "Written here"}
	PersonFromImport  = T{"Elenco importato", "Imported list"}
	PersonFromAPI     = T{"Altro sistema", "Another system"}
	PersonFromMerge   = T{"Unione di due schede", "Merge of two records"}
	PersonWhyWas      = T{"Motivo: %s", "Reason: %s"}
	PersonNumbers     = T{"Numeri presso altri enti", "Numbers at other bodies"}
	PersonNoNumbers   = T{"Nessun numero.", "No numbers."}
	PersonOwner       = T{"Ente o archivio", "Body or archive"}
	PersonNumber      = T{"Numero", "Number"}
	PersonAddNumber   = T{"Aggiungi il numero", "Add the number"}
	PersonNumberAdded = T{"Numero aggiunto.", "Number added."}
	PersonEndNumber   = T{"Chiudi il numero", "End the number"}
	PersonNumberEnded = T{"Numero chiuso.", "Number ended."}
	PersonSince       = T{"Dal", "Since"}
	PersonUntil       = T{"Fino al", "Until"}

	Programmes           = T{"Programmi e misure", "Programmes and measures"}
	ProgrammesNone       = T{"Nessun programma.", "No programmes."}
	ProgrammeOne         = T{"Programma", "Programme"}
	ProgrammeWords       = T{"Note sul programma", "Words on the programme"}
	ProgrammeReserved    = T{"Misura riservata", "Reserved measure"}
	ProgrammeAdd         = T{"Aggiungi il programma", "Add the programme"}
	ProgrammeAdded       = T{"Programma aggiunto.", "Programme added."}
	ProgrammeEnd         = T{"Chiudi il programma", "End the programme"}
	ProgrammeEnded       = T{"Programma chiuso.", "Programme ended."}
	ProgrammeChoose      = T{"Scegli un programma dell'elenco.", "Choose a programme of the list."}
	ProgrammeAlready     = T{"La persona è già in questo programma da un altro giorno: chiudi prima quello in corso.", "The person is already in this programme since another day: end the present one first."}
	ProgrammeChooseBlank = T{"Scegli", "Choose"}

	NewCaseTitle    = T{"Nuovo caso", "New case"}
	NewCaseReferral = T{"Segnalazione", "Referral"}
	NewCaseReferrer = T{"Chi segnala", "Referrer"}
	NewCaseNobody   = T{"Nessuno, o non in elenco", "Nobody, or not in the list"}
	NewCaseReceived = T{"Arrivata il", "Received on"}
	NewCaseNote     = T{"Prima nota", "First note"}
	NewCaseNoteHint = T{"Sezione comune: la legge chi lavora sul caso. Niente diagnosi e niente notizie giudiziarie.", "Common section: whoever works on the case reads it. No diagnoses and nothing about justice."}
	NewCaseSave     = T{"Apri il caso", "Open the case"}
	NewCaseMade     = T{"Caso n. %d aperto.", "Case no. %d opened."}
	NewCaseAdded    = T{"Segnalazione aggiunta al fascicolo n. %d, che esisteva già: i dati della persona non sono cambiati.", "Referral added to case file no. %d, which existed already: the person's data have not changed."}
	ReferrerChoose  = T{"Scegli un ente dell'elenco, oppure nessuno.", "Choose a body of the list, or none."}

	TwinsTitle       = T{"È già in archivio?", "Already in the archive?"}
	TwinsLook        = T{"Ci sono persone simili in archivio: guarda se è una di loro. Non abbiamo ancora salvato niente.", "There are similar people in the archive: see whether this is one of them. Nothing has been saved yet."}
	TwinsChoose      = T{"Scegli se è una di queste persone.", "Choose whether it is one of these people."}
	TwinIsThis       = T{"È questa: %s", "It is this one: %s"}
	TwinNone         = T{"Nessuna di queste", "None of these"}
	TwinCase         = T{"fascicolo n. %d", "case file no. %d"}
	TwinNoCase       = T{"senza fascicolo", "no case file"}
	TwinBorn         = T{"nata/o il %s", "born on %s"}
	TwinNoteNotYours = T{"Nel fascicolo n. %d non puoi scrivere: togli la nota, o passala al case manager.", "You cannot write in case file no. %d: take the note out, or hand it to the case manager."}
)
