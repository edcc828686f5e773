package text

// What can be said about a line of a list. A %s is filled with data of the list.
var (
	LineCheckLetter  = T{"L'ultima lettera del codice fiscale dovrebbe essere %s: controlla il codice sulla tessera.", "The last letter of the tax code should be %s: check the code on the card."}
	LineNoSuchDay    = T{"Il %s non esiste: scrivi un altro giorno.", "%s does not exist: write another day."}
	LineNotADate     = T{"“%s” non è una data: scrivila come 24/11/2026.", "“%s” is not a date: write it as 24/11/2026."}
	LineDateRange    = T{"La data %s non è possibile: controllala.", "The date %s is not possible: check it."}
	LineNobody       = T{"Mancano cognome, nome e codice fiscale: non si sa chi è.", "Surname, given name and tax code are missing: there is no telling who this is."}
	LineNameMissing  = T{"Manca il cognome o il nome: completalo.", "The surname or the given name is missing: complete it."}
	LineBirthDiffers = T{"La data di nascita (%s) non è quella del codice fiscale (%s): scegli quale vale.", "The date of birth (%s) is not that of the tax code (%s): choose which one holds."}
	LineSexDiffers   = T{"Il sesso (%s) non è quello del codice fiscale (%s): scegli quale vale.", "The sex (%s) is not that of the tax code (%s): choose which one holds."}
	LineTwin         = T{"In archivio c'è una persona che le somiglia: %s.", "The archive has a person who resembles this one: %s."}
	LineTwinInFile   = T{"Somiglia alla persona della riga %s: %s.", "This resembles the person of line %s: %s."}
	LineJoined       = T{"Stessa persona della riga %s: va nello stesso fascicolo.", "The same person as line %s: it goes into the same case file."}
	LineNothing      = T{"Niente da cambiare.", "Nothing to change."}
	LineFilled       = T{"%s: prima vuoto, ora %s.", "%s: empty before, now %s."}
	LineReferral     = T{"Nuova segnalazione%s.", "New referral%s."}
	LineNote         = T{"Nuova nota dall'elenco.", "New note from the list."}
	LineProgramme    = T{"Nuovo programma: %s.", "New programme: %s."}
	LineCaseOpened   = T{"La persona era in archivio senza fascicolo: si apre.", "The person was in the archive without a case file: it is opened."}
	LineDiffers      = T{"%s: in archivio %s, nell'elenco %s. Resta quello dell'archivio.", "%s: %s in the archive, %s in the list. The archive's stays."}

	LineStateUnknown     = T{"Stato “%s” non riconosciuto: il caso parte da “%s”.", "State “%s” not recognised: the case starts from “%s”."}
	LineProgrammeUnknown = T{"Programma “%s” non riconosciuto: resta scritto nella riga.", "Programme “%s” not recognised: it stays written in the line."}
	LineTownUnknown      = T{"Comune “%s” non riconosciuto: va completato.", "Municipality “%s” not recognised: to be completed."}
	LineReferrerUnknown  = T{"Chi segnala, “%s”, non è nella rete: resta scritto così.", "The referrer, “%s”, is not in the network: it stays written so."}
	LineManagerUnknown   = T{"Case manager “%s” non trovato tra i colleghi: il caso resta da assegnare.", "Case manager “%s” not found among the colleagues: the case stays to be assigned."}
	LineSeatUnknown      = T{"Sede “%s” non riconosciuta.", "Seat “%s” not recognised."}
	LineSexUnknown       = T{"Sesso “%s” non riconosciuto.", "Sex “%s” not recognised."}
	LineEmailWrong       = T{"“%s” non è un indirizzo di posta: resta fuori.", "“%s” is not an e-mail address: left out."}
	LinePhoneWrong       = T{"“%s” non è un numero di telefono: resta fuori.", "“%s” is not a telephone number: left out."}
	LineNextDateWrong    = T{"Prossima data “%s” non capita: va fissata.", "Next date “%s” not understood: to be set."}
	LineNameGuessed      = T{"Cognome “%s”, nome “%s”: controlla che siano divisi bene.", "Surname “%s”, given name “%s”: check that they are parted well."}
	LineNameDiffers      = T{"Il nome non è quello del codice fiscale: controllalo.", "The name is not that of the tax code: check it."}
	LineNameTurned       = T{"Cognome e nome erano scambiati: lo dice il codice fiscale.", "Surname and given name were exchanged: the tax code says so."}
	LineCellError        = T{"La cella contiene un errore del foglio di calcolo: è come vuota.", "The cell holds an error of the spreadsheet: it counts as empty."}
	LineTooLong          = T{"Testo troppo lungo: resta fuori.", "The text is too long: left out."}
	LineDateMissing      = T{"Senza data di segnalazione: vale il giorno dell'importazione.", "Without a date of referral: the day of the import holds."}
	LineOpened           = T{"Segnalata%s%s. Diventa: %s.", "Referred%s%s. Becomes: %s."}
	LineOn               = T{" il %s", " on %s"}
	LineFrom             = T{" da %s", " by %s"}
	LineEmpty            = T{"vuoto", "empty"}
)

// What is wrong with a mapping of the columns of a list.
var (
	ImportMappingJSON    = T{"Il file dell'abbinamento non è il JSON atteso: {\"columns\": {\"C.F.\": \"tax_code\"}, \"states\": {…}}.", "The mapping file is not the JSON expected: {\"columns\": {\"C.F.\": \"tax_code\"}, \"states\": {…}}."}
	ImportMappingHeading = T{"L'abbinamento nomina la colonna “%s”, che l'elenco non ha: controlla le intestazioni.", "The mapping names the column “%s”, which the list does not have: check the headings."}
	ImportFieldUnknown   = T{"Scegli per la colonna “%s” una voce dell'elenco.", "Choose an entry of the list for the column “%s”."}
	ImportFieldTwice     = T{"“%s” e “%s” sono abbinate alla stessa voce: lasciane una.", "“%s” and “%s” are matched to the same entry: leave one."}
	ImportNamesBoth      = T{"C'è sia la colonna con cognome e nome insieme sia quelle separate: lasciane una.", "There is both a column with the whole name and separate ones: leave one."}
	ImportNamesMissing   = T{"Manca la colonna con cognome e nome: abbinane una (o due, cognome e nome).", "The column with the name is missing: match one (or two, surname and given name)."}
	ImportStateWrong     = T{"Scegli uno stato dall'elenco.", "Choose a state of the list."}
	ImportProgrammeWrong = T{"Scegli un programma dall'elenco.", "Choose a programme of the list."}
	ImportSectionWrong   = T{"Scegli in quale sezione vanno le note.", "Choose the section that the notes go to."}
)
