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

// Words of the pages of imports.
var (
	ImportNoName = T{"elenco", "list"}
	// ListSaysState is kept with the case: the state in the list's own words. File, line, words.
	ListSaysState = T{"Dall'elenco %s, riga %d: stato «%s»", "From the list %s, line %d: state “%s”"}
	ImportWhy     = T{"Perché", "Why"}
)

// Why a command on an import is refused.
var (
	ImportBusy    = T{"Su questo elenco si sta già lavorando: aspetta che finisca.", "Work on this list is going on: wait until it ends."}
	ImportMovedOn = T{"Questo elenco è già stato importato o ritirato: ricarica la pagina.", "This list was imported or withdrawn already: reload the page."}
)

// Words of the pages of imports.
var (
	ImportOne         = T{"Elenco", "List"}
	ImportTitle       = T{"Importa un elenco", "Import a list"}
	ImportFile        = T{"File dell'elenco (.xlsx o .csv, fino a 20 MB)", "File of the list (.xlsx or .csv, up to 20 MB)"}
	ImportFileHint    = T{"Così com'è: le colonne si abbinano al passo dopo. Per ora non cambia niente nei casi.", "As it is: the columns are matched at the next step. Nothing changes in the cases yet."}
	ImportUpload      = T{"Carica il file", "Upload the file"}
	ImportNoFile      = T{"Scegli il file dell'elenco.", "Choose the file of the list."}
	ImportTooLarge    = T{"Il file è troppo grande: il massimo è %d MB.", "The file is too large: the most is %d MB."}
	ImportCutShort    = T{"Il file non è arrivato intero: riprova.", "The file did not arrive whole: try again."}
	ImportSamples     = T{"Per provare: due elenchi di persone inventate", "To try: two lists of invented people"}
	ImportPast        = T{"Elenchi importati", "Imported lists"}
	ImportNonePast    = T{"Nessun elenco importato. Carica il primo, oppure prova con un esempio.", "No list imported. Upload the first one, or try with a sample."}
	ImportWaiting     = T{"Righe dubbie da decidere: %d", "Doubtful lines to decide: %d"}
	ImportDoubtsTitle = T{"Righe dubbie", "Doubtful lines"}
	ImportNoDoubts    = T{"Nessuna riga dubbia.", "No doubtful line."}
	ImportWhen        = T{"Caricato", "Uploaded"}
	ImportWho         = T{"Da", "By"}
	ImportProgram     = T{"riga di comando", "command line"}
	ImportStateOf     = T{"A che punto è", "How far it is"}
	ImportLinesOf     = T{"Righe", "Lines"}
	ImportListMade    = T{"Righe dubbie di %s (elenco %d)", "Doubtful lines of %s (list %d)"}
	ImportIsRead      = T{"colonne da abbinare", "columns to match"}
	ImportIsChecked   = T{"da confermare", "to be confirmed"}
	ImportIsDone      = T{"importato", "imported"}
	ImportIsWithdrawn = T{"ritirato", "withdrawn"}

	ImportStepUpload  = T{"Carica il file", "Upload the file"}
	ImportStepColumns = T{"Abbina le colonne", "Match the columns"}
	ImportStepCheck   = T{"Controlla", "Check"}
	ImportStepConfirm = T{"Conferma", "Confirm"}

	ImportColumns    = T{"Colonne", "Columns"}
	ImportInList     = T{"Nel file", "In the file"}
	ImportExamples   = T{"Esempi", "Examples"}
	ImportBecomes    = T{"In SIIL diventa", "In SIIL becomes"}
	ImportLooked     = T{"Riconosciuta?", "Recognised?"}
	ImportRecognised = T{"riconosciuta", "recognised"}
	ImportToCheck    = T{"da controllare", "to check"}
	ImportIgnored    = T{"ignorata", "ignored"}
	ImportLeaveOut   = T{"non importare", "do not import"}
	ImportWordsIn    = T{"Parole usate in “%s”", "Words used in “%s”"}
	ImportProgrammes = T{"Misure che non conosciamo", "Measures that we do not know"}
	ImportKeepWords  = T{"lascia scritto nella riga", "leave written in the line"}
	ImportNotesTo    = T{"Le note vanno nella sezione", "The notes go to the section"}
	ImportDateRule   = T{"Le date si leggono come giorno/mese/anno: 07/12/75 è il 7 dicembre 1975.", "Dates are read as day/month/year: 07/12/75 is 7 December 1975."}
	ImportRemembers  = T{"L'abbinamento resta salvato per il prossimo file con gli stessi titoli.", "The mapping is kept for the next file with the same headings."}
	ImportRemembered = T{"Abbinamento dell'ultima volta, per gli stessi titoli.", "The mapping of the last time, for the same headings."}
	ImportDefaultTo  = T{"Uno stato che non riconosciamo parte da “%s”.", "A state that we do not recognise starts from “%s”."}
	ImportCheckLines = T{"Controlla le righe", "Check the lines"}
	ImportOtherFile  = T{"Cambia file", "Change file"}
	ImportNothingYet = T{"Per ora non cambia niente nei casi.", "Nothing changes in the cases yet."}
	ImportShape      = T{"%d righe, titoli alla riga %d.", "%d lines, headings in row %d."}
	ImportRematch    = T{"Rivedi l'abbinamento", "Review the mapping"}

	ImportWorkCheck  = T{"Controllo le righe", "Checking the lines"}
	ImportWorkTake   = T{"Importo le righe", "Importing the lines"}
	ImportWorkDone   = T{"%d di %d", "%d of %d"}
	ImportWorkNote   = T{"La pagina si aggiorna da sola. Puoi anche andare altrove: il lavoro continua.", "The page renews itself. You can go elsewhere: the work goes on."}
	ImportWorkReload = T{"Aggiorna", "Reload"}

	ImportRow         = T{"Riga", "Line"}
	ImportResult      = T{"Esito", "Result"}
	ImportPerson      = T{"Persona", "Person"}
	ImportWhat        = T{"Che cosa succede e perché", "What happens and why"}
	ImportAll         = T{"Tutte", "All"}
	ImportNew         = T{"Nuova", "New"}
	ImportUpdated     = T{"Aggiornata", "Updated"}
	ImportSame        = T{"Uguale", "Same"}
	ImportJoined      = T{"Unita", "Joined"}
	ImportDoubtful    = T{"Dubbia", "Doubtful"}
	ImportRefused     = T{"Rifiutata", "Refused"}
	ImportNews        = T{"Nuove", "New"}
	ImportUpdates     = T{"Aggiornate", "Updated"}
	ImportSames       = T{"Uguali", "Same"}
	ImportJoins       = T{"Unite", "Joined"}
	ImportDoubts      = T{"Dubbie", "Doubtful"}
	ImportRefusals    = T{"Rifiutate", "Refused"}
	ImportNobodyNamed = T{"(vuoto)", "(empty)"}
	ImportThisLine    = T{"Nel file, riga %d", "In the file, line %d"}
	ImportInArchive   = T{"In archivio", "In the archive"}
	ImportInFile      = T{"Nel file, riga %d", "In the file, line %d"}
	ImportSamePerson  = T{"È la stessa persona", "It is the same person"}
	ImportTwoPeople   = T{"Sono due persone", "They are two people"}
	ImportCodeHolds   = T{"Vale il codice", "The code holds"}
	ImportStatedHolds = T{"Vale la data", "The date holds"}
	ImportSexHolds    = T{"Vale l'elenco", "The list holds"}
	ImportLater       = T{"Decidi dopo: resta fuori", "Decide later: it stays out"}
	ImportChoiceOf    = T{"Scelta per la riga %d", "Choice for line %d"}
	ImportKeepChoices = T{"Salva le scelte", "Keep the choices"}
	ImportTakeChosen  = T{"Importa le righe scelte", "Import the chosen lines"}
	ImportNoneChosen  = T{"Nessuna scelta: le righe dubbie restano fuori.", "Nothing chosen: the doubtful lines stay out."}
	ImportSettled     = T{"Scelte salvate.", "Choices kept."}
	ImportSettledIn   = T{"Scelte salvate: righe importate adesso, %d.", "Choices kept: lines imported now, %d."}
	ImportConfirmN    = T{"Importa %d righe", "Import %d lines"}
	ImportConfirmOne  = T{"Importa una riga", "Import one line"}
	ImportWillDo      = T{"Entrano %d nuove, %d aggiornate, %d unite; %d sono già uguali. Restano fuori %d dubbie e %d rifiutate. O entrano tutte, o nessuna.", "%d new, %d updated and %d joined come in; %d are the same already. %d doubtful and %d refused stay out. All come in, or none."}
	ImportNoneGood    = T{"Nessuna riga da importare: restano fuori %d dubbie e %d rifiutate.", "No line to import: %d doubtful and %d refused stay out."}
	ImportGiveUp      = T{"Ritira l'elenco", "Withdraw the list"}
	ImportWithdrawn   = T{"Elenco ritirato: niente è entrato.", "List withdrawn: nothing came in."}
	ImportGetOut      = T{"Scarica dubbie e rifiutate, con il motivo (.%s)", "Download doubtful and refused, with the reason (.%s)"}
	ImportOutSuffix   = T{"-restano-fuori", "-left-out"}
	ImportNoLines     = T{"Nessuna riga con questo esito.", "No line with this result."}

	ImportDoneTitle   = T{"Che cosa è entrato", "What came in"}
	ImportDoneText    = T{"Importate %d righe, %d restano fuori.", "%d lines imported, %d stay out."}
	ImportDoneNothing = T{"Niente è entrato.", "Nothing came in."}
	ImportSeeLines    = T{"Vedi tutte le righe", "See every line"}
	ImportSeeCases    = T{"Vai ai casi", "Go to the cases"}
	ImportSettleNow   = T{"Decidi le righe dubbie", "Decide the doubtful lines"}
)
