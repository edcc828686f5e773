package text

// The REST interface as a whole. Its document is in Italian; its page is in the reader's language where it is not the document itself.
var (
	APITitle         = T{"Interfaccia REST di SIIL", "REST interface of SIIL"}
	APISummary       = T{"Persone, casi, diario, squadra, sospensioni, chiusure, accessi e utenti di una zona", "People, cases, diary, team, suspensions, closures, accesses and users of a zone"}
	APIAbout         = T{"Per i programmi che lavorano con SIIL: le stesse operazioni delle pagine, con gli stessi permessi di chi ha creato il token. JSON in snake_case, id UUID, date AAAA-MM-GG, istanti RFC 3339 con lo scarto d'Italia. Un elenco è {items, next}: passa next come cursor per la pagina dopo. Gli errori sono application/problem+json. Quello che non c'è e quello che non puoi vedere danno la stessa risposta 404. Ogni lettura e ogni modifica resta nel registro del caso.", "For programs that work with SIIL: the same operations as the pages, with the rights of whoever made the token. JSON in snake_case, UUID ids, dates YYYY-MM-DD, RFC 3339 instants with Italy's offset. A list is {items, next}: pass next as cursor for the following page. Errors are application/problem+json. What is absent and what you may not see give the same 404. Every reading and change stays in the log of the case."}
	APIContact       = T{"Assistenza di SIIL", "SIIL help"}
	APIServer        = T{"L'installazione della zona", "The zone's installation"}
	APIBearer        = T{"Il token si crea nel proprio profilo, vale per una zona, dura al massimo 90 giorni e ha i ruoli del suo utente nel momento di ogni richiesta. Non apre con motivazione i casi degli altri.", "The token is made in one's own profile, holds for one zone, lasts at most 90 days and has its user's roles at the moment of each request. It does not open others' cases with a reason."}
	APIRateLimit     = T{"Richieste che il token può fare in un minuto", "Requests that the token may make in a minute"}
	APIRateRemaining = T{"Richieste che restano nel minuto", "Requests left in the minute"}
	APIRateReset     = T{"Secondi alla fine del minuto", "Seconds to the end of the minute"}
	APIRetryAfter    = T{"Secondi da aspettare prima di riprovare", "Seconds to wait before trying again"}
	APIKeyAbout      = T{"Una chiave tua per questa richiesta: se la mandi di nuovo entro 24 ore con lo stesso contenuto ricevi la prima risposta e niente si fa due volte. La stessa chiave con un altro contenuto è un errore 422.", "A key of yours for this request: sent again within 24 hours with the same content it gets the first answer and nothing is done twice. The same key with other content is an error 422."}

	APIDocumentLink = T{"Il documento OpenAPI 3.1", "The OpenAPI 3.1 document"}
	APIContents     = T{"Indice", "Contents"}
	APIInputs       = T{"Che cosa si manda:", "What is sent:"}
	APIInput        = T{"Nome", "Name"}
	APIWhere        = T{"Dove", "Where"}
	APIKind         = T{"Tipo", "Type"}
	APIMeaning      = T{"Significato", "Meaning"}
	APIRequired     = T{"obbligatorio", "required"}
	APIExample      = T{"Esempio", "Example"}
	APIAnswers      = T{"Risposte:", "Answers:"}
)

// Problems.
var (
	APIBadRequest         = T{"Richiesta illeggibile", "Unreadable request"}
	APIBadRequestDetail   = T{"Il corpo manca o non è JSON. Correggilo e rimanda la richiesta.", "The body is missing or is not JSON. Correct it and send the request again."}
	APIUnauthorized       = T{"Token mancante o non valido", "Missing or invalid token"}
	APIUnauthorizedDetail = T{"Manda l'intestazione Authorization: Bearer con un token valido. Se il tuo è scaduto, creane un altro dal profilo.", "Send the header Authorization: Bearer with a valid token. If yours has ended, make another in your profile."}
	APINotFound           = T{"Non c'è o non puoi vederlo", "Absent or not for you"}
	APINotFoundDetail     = T{"Quello che hai chiesto non esiste o non è tra ciò che puoi vedere o fare. Controlla l'indirizzo e i tuoi ruoli.", "What you asked for does not exist or is not among what you may see or do. Check the address and your roles."}
	APIMethod             = T{"Metodo non ammesso", "Method not allowed"}
	APIMethodDetail       = T{"A questo indirizzo non si risponde con questo metodo: quelli ammessi stanno nell'intestazione Allow.", "This address does not answer to this method: the allowed ones are in the Allow header."}
	APIConflict           = T{"Cambiato nel frattempo", "Changed meanwhile"}
	APIConflictDetail     = T{"Rileggi e riprova.", "Read again and retry."}
	APITooLarge           = T{"Corpo troppo grande", "Body too large"}
	APITooLargeDetail     = T{"Il corpo di una richiesta può pesare al massimo 1 MB.", "The body of a request may weigh at most 1 MB."}
	APIMediaType          = T{"Formato non ammesso", "Format not supported"}
	APIMediaTypeDetail    = T{"Manda il corpo come application/json (per PATCH application/merge-patch+json).", "Send the body as application/json (for PATCH application/merge-patch+json)."}
	APIInvalid            = T{"Dati da correggere", "Data to correct"}
	APITooMany            = T{"Troppe richieste", "Too many requests"}
	APITooManyDetail      = T{"Il token ha già fatto le sue %d richieste di questo minuto. Aspetta i secondi di Retry-After.", "The token has made its %d requests of this minute. Wait for the seconds of Retry-After."}
	APIInternal           = T{"Errore nostro", "Our error"}
	APIUnavailable        = T{"Servizio non disponibile", "Service unavailable"}

	APICursorWrong = T{"Il cursore non è di questo elenco: ricomincia dalla prima pagina.", "The cursor is not of this list: begin at the first page."}
	APIKeyShape    = T{"La chiave va da 8 a 100 caratteri tra lettere senza accento, cifre e _ . : -", "The key has 8 to 100 characters among unaccented letters, digits and _ . : -"}
	APIKeyUsed     = T{"La chiave è già servita per un'altra richiesta: usane una nuova.", "The key has served another request: use a new one."}
	APIKeyBusy     = T{"La stessa richiesta è in corso: riprova tra poco.", "The same request is under way: try again soon."}
)

// What is wrong with one input of a request. Verbs are filled in by the library that reads requests.
var (
	APINotJSON          = T{"Il corpo non è JSON.", "The body is not JSON."}
	APIUnknownParameter = T{"Questo parametro non esiste: toglilo.", "There is no such parameter: leave it out."}
	APIMissingParameter = T{"Questo parametro manca.", "This parameter is missing."}
	APIUnknownField     = T{"Questo campo non esiste: toglilo.", "There is no such field: leave it out."}
	APIMissingField     = T{"Manca il campo %s.", "The field %s is missing."}
	APIWrongDate        = T{"Scrivi una data come 2026-11-24.", "Write a date like 2026-11-24."}
	APIWrongMoment      = T{"Scrivi un istante come 2026-11-24T09:30:00+01:00.", "Write an instant like 2026-11-24T09:30:00+01:00."}
	APIWrongID          = T{"Non è un id: un id è un UUID.%.0v", "Not an id: an id is a UUID.%.0v"}
	APIWrongBoolean     = T{"Scrivi true o false.", "Write true or false."}
	APIWrongInteger     = T{"Scrivi un numero intero.", "Write a whole number."}
	APIWrongString      = T{"Scrivi un testo tra virgolette.", "Write a text in quotes."}
	APIWrongArray       = T{"Scrivi un elenco tra parentesi quadre.", "Write a list in square brackets."}
	APIWrongObject      = T{"Scrivi un oggetto tra parentesi graffe.", "Write an object in braces."}
	APINotUnique        = T{"Ogni valore può comparire una volta sola.", "Each value may come once."}
	APINotOneOf         = T{"Scegli uno di questi valori: \"%s\".", "Choose one of these values: \"%s\"."}
	APITooSmall         = T{"Il minimo è %v.", "The minimum is %v."}
	APITooBig           = T{"Il massimo è %v.", "The maximum is %v."}
	APITooShort         = T{"Servono almeno %d caratteri.", "At least %d characters are needed."}
	APITooLong          = T{"Al massimo %d caratteri.", "At most %d characters."}
	APIWrongShape       = T{"Il valore deve avere la forma %s.", "The value must have the form %s."}
	APITooFew           = T{"Servono almeno %d valori.", "At least %d values are needed."}
	APITooManyItems     = T{"Al massimo %d valori.", "At most %d values."}

	APIFilterUnknown = T{"Un filtro ha un valore che non c'è o che non puoi usare.", "A filter has a value that does not exist or that you may not use."}
	APIHasCase       = T{"La persona ha già un fascicolo: lavora su quello.", "The person has a case file already: work on that."}
	APIPersonOrID    = T{"Manda person oppure person_id, non tutti e due.", "Send person or person_id, not both."}
)

// The nouns of the interface.
var (
	APIStatusNoun     = T{"Servizio", "Service"}
	APIPeopleNoun     = T{"Persone", "People"}
	APICasesNoun      = T{"Casi", "Cases"}
	APITimelineNoun   = T{"Cronologia", "Timeline"}
	APINotesNoun      = T{"Note", "Notes"}
	APITeamNoun       = T{"Squadra", "Team"}
	APISuspensionNoun = T{"Sospensione", "Suspension"}
	APIClosureNoun    = T{"Chiusura", "Closure"}
	APIHandOverNoun   = T{"Passaggi", "Hand-overs"}
	APIReadersNoun    = T{"Accessi", "Accesses"}
	APIUsersNoun      = T{"Utenti", "Users"}
	APINoticesNoun    = T{"Avvisi", "Notices"}
	APIHooksNoun      = T{"Collegamenti", "Webhooks"}
)

// APINouns says what each noun is, by its Italian name.
var APINouns = map[string]T{
	APIStatusNoun[Italian]:      {"Se l'interfaccia risponde.", "Whether the interface answers."},
	APIPeopleNoun[Italian]:      {"Identità e recapiti delle persone della zona.", "Identity and contacts of the zone's people."},
	APICasesNoun[Italian]:       {"I fascicoli: uno per persona e zona.", "The case files: one per person and zone."},
	APITimelineNoun[Italian]:    {"Tutto ciò che è successo in un caso, dal più recente, per quanto puoi leggerne.", "All that happened in a case, newest first, as far as you may read it."},
	APINotesNoun[Italian]:       {"Il diario del caso, nelle sue sezioni: ognuna ha i suoi lettori.", "The diary of the case in its sections, each with its own readers."},
	APITeamNoun[Italian]:        {"Il case manager e chi lavora con lui o lei sul caso.", "The case manager and who works on the case with them."},
	APISuspensionNoun[Italian]:  {"Il riposo di un caso fino a un riesame.", "A case at rest until a review."},
	APIClosureNoun[Italian]:     {"La fine di un episodio, con il motivo e gli esiti, e la riapertura.", "The end of an episode with reason and outcomes, and the reopening."},
	APIHandOverNoun[Italian]:    {"Il passaggio di un caso a un altro case manager: resta in attesa finché non è accettato.", "The hand-over of a case to another case manager: it waits until accepted."},
	APIReadersNoun[Italian]:     {"Chi ha letto il caso, quando e come.", "Who has read the case, when and as what."},
	APIUsersNoun[Italian]:       {"Chi lavora nella zona.", "Who works in the zone."},
	APIReferralsNoun[Italian]:   {"Le richieste che arrivano all'équipe, con l'esito della prevalutazione.", "The requests that reach the team, with the outcome of the pre-assessment."},
	APIAssessmentsNoun[Italian]: {"Le valutazioni della persona: livelli, parole, indici, per quanto puoi leggerne.", "The assessments of the person: levels, words, indices, as far as you may read them."},
	APISittingsNoun[Italian]:    {"Le sedute dell'équipe: convocazione, ordine del giorno, presenze, decisioni, verbale.", "The team's sittings: call, agenda, attendance, decisions, minutes."},
	APIStepsNoun[Italian]:       {"Che cosa c'è da fare in un caso, chi lo fa ed entro quando.", "What is to be done in a case, by whom and by when."},
	APINoticesNoun[Italian]:     {"Che cosa ricevi per posta.", "What you receive by mail."},
	APIHooksNoun[Italian]:       {"Gli altri programmi che SIIL avvisa quando succede qualcosa, con chiamate firmate che portano solo codici e id.", "The other programs that SIIL calls when something happens, with signed calls that carry codes and ids only."},
}

// The operations: one line and what it does.
var (
	APIStatusTitle = T{"Stato del servizio", "Status of the service"}
	APIStatusAbout = T{"Risponde 200 se l'interfaccia e il database funzionano, altrimenti un problema 503. Non serve il token.", "Answers 200 when interface and database work, else a problem 503. Needs no token."}

	APIPeopleTitle       = T{"Elenco delle persone", "List of people"}
	APIPeopleAbout       = T{"Le persone dei casi che i tuoi elenchi mostrano, in ordine di nome. Codice fiscale, nascita e telefono ci sono solo se puoi vederli. Non si cerca per nome: un nome non deve stare in un indirizzo.", "The people of the cases that your lists show, by name. Tax code, birth and telephone are there only if you may see them. There is no search by name: a name must not stand in an address."}
	APIPersonNewTitle    = T{"Nuova persona", "New person"}
	APIPersonNewAbout    = T{"Aggiunge una persona senza caso; coordinamento e segreteria. Se qualcuno nell'archivio le somiglia la risposta è 409 con candidates: guarda chi sono, poi rimanda con i loro id in not_the_same_as.", "Adds a person without a case; coordination and secretariat. If somebody in the archive is alike the answer is 409 with candidates: look at them, then send again with their ids in not_the_same_as."}
	APIPersonTitle       = T{"Una persona", "One person"}
	APIPersonAbout       = T{"Identità e recapiti. Può chi apre il caso, e la segreteria.", "Identity and contacts, for whoever opens the case, and the secretariat."}
	APIPersonChangeTitle = T{"Correzione di una persona", "Correction of a person"}
	APIPersonChangeAbout = T{"Cambia i campi mandati (merge patch: null svuota). Quello che c'era prima resta nella storia. Con If-Match una versione superata dà 409.", "Changes the fields sent (merge patch: null empties). What was there stays in the history. With If-Match a stale version gives 409."}

	APICasesTitle     = T{"Elenco dei casi", "List of cases"}
	APICasesAbout     = T{"I casi che i tuoi elenchi mostrano, con gli stessi filtri della pagina. I filtri usano codici e id.", "The cases that your lists show, with the page's filters. Filters use codes and ids."}
	APICaseNewTitle   = T{"Nuovo caso", "New case"}
	APICaseNewAbout   = T{"Apre il fascicolo di una persona che arriva (person) o che è già nell'archivio (person_id), con la segnalazione e, se vuoi, un programma e una prima nota; coordinamento e segreteria. Se qualcuno nell'archivio somiglia alla persona la risposta è 409 con candidates: rimanda con same_as o not_the_same_as.", "Opens the case file of a person who comes (person) or is in the archive already (person_id), with the referral and, if wanted, a programme and a first note; coordination and secretariat. If somebody in the archive is alike the answer is 409 with candidates: send again with same_as or not_the_same_as."}
	APICaseTitle      = T{"Un caso", "One case"}
	APICaseAbout      = T{"La testata del fascicolo. Può chi ci lavora, e il coordinamento; l'apertura con motivazione non si fa con un token.", "The head of the case file, for who works on it and coordination; no opening with a reason by token."}
	APIStateTitle     = T{"Cambio di stato", "Change of state"}
	APIStateAbout     = T{"Fa un passo che le linee guida permettono a mano dallo stato presente. Sospensione, chiusura e riapertura hanno le loro operazioni.", "Makes a step that the guidelines allow by hand from the present state. Suspension, closure and reopening have operations of their own."}
	APINextTitle      = T{"Prossima data", "Next date"}
	APINextAbout      = T{"Mette la prossima data del caso, o la toglie con date null.", "Sets the next date of the case, or clears it with date null."}
	APIManagerTitle   = T{"Case manager di un caso che non ne ha", "Case manager for a case without one"}
	APIManagerAbout   = T{"Solo il coordinamento. Un caso che ha già un case manager si passa.", "Coordination only. A case that has one is handed over."}
	APITimelineTitle  = T{"Cronologia di un caso", "Timeline of a case"}
	APITimelineAbout  = T{"Le righe del caso dalla più recente. Le note delle sezioni che non puoi leggere non ci sono; di altre righe riservate si sa solo che ci sono (hidden).", "The lines of the case, newest first. Notes of sections that you may not read are not there; of other reserved lines only that they exist (hidden)."}
	APINotesTitle     = T{"Note di un caso", "Notes of a case"}
	APINotesAbout     = T{"Le note delle sezioni che puoi leggere, dalla più recente.", "The notes of the sections that you may read, newest first."}
	APINoteNewTitle   = T{"Nuova nota", "New note"}
	APINoteFixTitle   = T{"Correzione di una nota", "Correction of a note"}
	APINoteFixAbout   = T{"Solo chi ha scritto la nota la corregge. La prima versione resta nel diario, segnata come corretta.", "Only who wrote the note corrects it. The first version stays in the diary, marked as corrected."}
	APINoteNewAbout   = T{"Scrive una nota in una sezione in cui puoi scrivere. Le note sanitarie e di giustizia sono cifrate.", "Writes a note in a section in which you may write. Health and justice notes are encrypted."}
	APITeamTitle      = T{"Squadra di un caso", "Team of a case"}
	APITeamAbout      = T{"Il case manager e i membri di oggi.", "The case manager and today's members."}
	APIMemberNewTitle = T{"Nuovo membro della squadra", "New member of the team"}
	APIMemberNewAbout = T{"Aggiunge un collega alla squadra del caso. Può il case manager, e il coordinamento.", "Adds a colleague to the team of the case, for the case manager and coordination."}
	APIMemberEndTitle = T{"Uscita dalla squadra", "Departure from the team"}
	APIJusticeTitle   = T{"Autorizzazione alla sezione giustizia", "Authorisation for the justice section"}
	APIJusticeAbout   = T{"Il coordinamento autorizza qualcuno della squadra, o il case manager, a leggere la sezione giustizia, o toglie l'autorizzazione.", "The coordinator authorises somebody of the team, or the case manager, to read the justice section, or takes that back."}
	APIMemberEndAbout = T{"Un collega esce dalla squadra, con un motivo. Quello che poteva leggere finisce con l'uscita.", "A colleague leaves the team, with a reason. What they could read ends with it."}

	APISuspensionTitle    = T{"Sospensione in corso", "Present suspension"}
	APISuspensionAbout    = T{"La sospensione aperta; 404 se il caso non è sospeso. Il motivo manca se appartiene a una sezione che non puoi leggere.", "The open suspension; 404 when the case is not suspended. The reason is missing when it belongs to a section that you may not read."}
	APISuspensionNewTitle = T{"Sospensione di un caso", "Suspension of a case"}
	APISuspensionNewAbout = T{"Mette il caso a riposo fino a un riesame. Senza review_on vale il termine delle linee guida.", "Lets the case rest until a review. Without review_on the guidelines' term holds."}
	APIReviewTitle        = T{"Riesame di una sospensione", "Review of a suspension"}
	APIReviewAbout        = T{"La sospensione continua, con un nuovo giorno di riesame e, se serve, un altro motivo.", "The suspension goes on, with a new day of review and, if need be, another reason."}
	APIResumptionTitle    = T{"Ripresa di un caso sospeso", "Resumption of a suspended case"}
	APIResumptionAbout    = T{"Il caso torna nello stato in cui era stato sospeso.", "The case goes back to the state in which it was suspended."}
	APIClosureTitle       = T{"Chiusura presente", "Present closure"}
	APIClosureAbout       = T{"La chiusura dell'episodio presente; 404 se il caso è aperto. Il motivo manca se appartiene a una sezione che non puoi leggere.", "The closure of the present episode; 404 when the case is open. The reason is missing when it belongs to a section that you may not read."}
	APIClosureNewTitle    = T{"Chiusura di un caso", "Closure of a case"}
	APIClosureNewAbout    = T{"Chiude l'episodio con un motivo e, a parte, gli esiti. La sospensione aperta e il passaggio in attesa finiscono, i follow-up si aprono. Nella stessa richiesta, se vuoi: quello che il motivo chiede (details), la valutazione di uscita o perché non c'è, che cosa succede alle azioni aperte, la relazione, la risposta a chi ha segnalato. Quello che manca resta in lacks e si completa dal fascicolo.", "Closes the episode with a reason and, apart, its outcomes. The open suspension and the hand-over that waits end, the follow-ups are opened. In the same request, if you like: what the reason asks for (details), the exit assessment or why there is none, what becomes of the open actions, the report, the answer to the referrer. What is lacking stays in lacks and is completed from the file."}
	APIReopeningTitle     = T{"Riapertura di un caso", "Reopening of a case"}
	APIReopeningAbout     = T{"Comincia un nuovo episodio, legato a quello chiuso.", "Begins a new episode, linked to the closed one."}
	APIHandOverNewTitle   = T{"Richiesta di passaggio", "Request of a hand-over"}
	APIHandOverNewAbout   = T{"Offre il caso a un altro case manager. Fino alla risposta il caso resta a chi lo ha.", "Offers the case to another case manager. Until the answer it stays with its own."}
	APIHandOverTitle      = T{"Risposta a un passaggio", "Answer to a hand-over"}
	APIHandOverAbout      = T{"accepted o declined da chi riceve; withdrawn dal case manager o dal coordinamento. Con declined serve il motivo.", "accepted or declined by who receives; withdrawn by the case manager or coordination. declined needs a reason."}
	APIReadersTitle       = T{"Chi ha letto un caso", "Who has read a case"}
	APIReadersAbout       = T{"Dalla lettura più recente. Le letture di sezioni riservate le vede solo chi può leggerle.", "Newest first. Readings of reserved sections are shown to who may read those sections."}

	APIUsersTitle   = T{"Elenco degli utenti", "List of users"}
	APIUsersAbout   = T{"Chi lavora nella zona. Amministrazione e coordinamento vedono tutti gli utenti con indirizzo e stato; gli altri nomi, id e ruoli dei colleghi attivi.", "Who works in the zone. Administration and coordination see every user with address and state; others see names, ids and roles of active colleagues."}
	APIMeTitle      = T{"Chi sono", "Who am I"}
	APIMeAbout      = T{"L'utente del token, i suoi ruoli di adesso e la fine del token.", "The token's user, present roles and the token's end."}
	APIUserNewTitle = T{"Nuovo utente", "New user"}
	APIUserNewAbout = T{"Solo l'amministrazione. La risposta contiene una sola volta la password per il primo ingresso: la ripetizione con la stessa chiave non la contiene. I ruoli che aprono casi aspettano la conferma del coordinamento.", "Administration only. The answer holds the password for the first login once: a repetition with the same key does not. Roles that open cases wait for coordination."}
	APIUserEndTitle = T{"Disattivazione di un utente", "Disablement of a user"}
	APIUserEndAbout = T{"Solo l'amministrazione, mai per il proprio utente. Sessioni e token finiscono subito.", "Administration only, never one's own user. Sessions and tokens end at once."}
)

// APIFields says what each field, parameter or header means: by its name alone, or by its type or operation and its name where it
// means something else there.
var APIFields = map[string]T{
	"id": {"Id", "Id"},

	"SittingReply.reply":        {"La risposta alla convocazione: yes o no", "The answer to the call: yes or no"},
	"SittingReply.reason":       {"Perché non vieni", "Why you do not come"},
	"NewConflictOfInterest.why": {"Perché esci, per codice", "Why you step out, by its code"},
	"Question.text":             {"Che cosa chiedi", "What you ask"},
	"show_agenda_file.names":    {"Con i nomi che puoi sapere", "With the names that you may know"},
	"show_extract_file.file":    {"L'id del caso, seguito da .pdf", "The id of the case, followed by .pdf"},

	"Line.assessment_kind":     {"Valutazione di ingresso, verifica o uscita, per codice", "Assessment at entry, check or exit, by its code"},
	"Line.plan_number":         {"Versione del progetto", "Version of the project"},
	"Line.action_kind":         {"Tipo di azione, codice delle linee guida; manca nelle sezioni cifrate", "Kind of action, code of the guidelines; missing in sealed sections"},
	"Line.event":               {"Che cosa è successo all'azione: start, end o interrupt", "What happened to the action: start, end or interrupt"},
	"Line.title":               {"Titolo dell'azione", "Title of the action"},
	"decision":                 {"La decisione dell'équipe, per codice", "The team's decision, by its code"},
	"NewDecision.next_steps":   {"Che cosa fare, chi lo fa ed entro quando", "What to do, who does it and by when"},
	"NewDecision.team":         {"Chi entra nella squadra del caso", "Who joins the team of the case"},
	"NewDecision.reason":       {"Il motivo, che leggono l'équipe e il verbale", "The reason, read by the team and in the minutes"},
	"NewDecision.advice":       {"A quale servizio rivolgersi: lo legge chi ha segnalato", "Which service to turn to: the sender reads it"},
	"NewDecision.note":         {"La nota per il verbale", "The note for the minutes"},
	"NewDecision.case_manager": {"Il case manager scelto", "The case manager chosen"},
	"Decision.case_manager":    {"Il case manager dopo la decisione", "The case manager after the decision"},
	"suspension_reason":        {"Il motivo della sospensione, per codice", "The reason of the suspension, by its code"},
	"closure_reason":           {"Il motivo della chiusura, per codice", "The reason of the closure, by its code"},
	"SittingRow.cases":         {"Quanti casi all'ordine del giorno", "How many cases on the agenda"},
	"SittingRow.decided":       {"Su quanti si è deciso", "How many were decided"},
	"SittingRow.called":        {"Se sei convocato", "Whether you are called"},
	"starts":                   {"L'ora d'inizio in Italia", "The hour at which it begins, in Italy"},
	"minutes_state":            {"Stato del verbale: draft, approved, o niente", "State of the minutes: draft, approved, or none"},
	"SittingRow.place":         {"Dove si tiene", "Where it is held"},
	"Sitting.place":            {"Dove si tiene", "Where it is held"},
	"NewSitting.place":         {"Dove si tiene, se non è una sede", "Where it is held, unless at a seat"},
	"NewSitting.date":          {"Il giorno", "The day"},
	"Sitting.date":             {"Il giorno", "The day"},
	"SittingRow.date":          {"Il giorno", "The day"},
	"NewSitting.members":       {"Gli id di chi è convocato", "The ids of those called"},
	"Sitting.members":          {"Chi è convocato", "Who is called"},
	"NewSitting.recorder":      {"L'id di chi scrive il verbale", "The id of who writes the minutes"},
	"NewSitting.agenda":        {"Gli id dei casi, in ordine", "The ids of the cases, in order"},
	"NewAgenda.agenda":         {"Gli id dei casi, in ordine", "The ids of the cases, in order"},
	"agenda":                   {"I casi, in ordine", "The cases, in order"},
	"link":                     {"Il collegamento da cui si partecipa, https", "The link by which one takes part, https"},
	"quorum":                   {"Se c'è il numero legale", "Whether there is a quorum"},
	"opened_at":                {"Quando è stata aperta", "When it was opened"},
	"closed_at":                {"Quando è stata chiusa", "When it was closed"},
	"Attendance.present":       {"Gli id di chi è presente adesso", "The ids of those there now"},
	"SittingMember.present":    {"Se è presente; a seduta chiusa, se lo è stato", "Whether they are there; after the end, whether they were"},
	"SittingMember.part":       {"Che cosa rappresenta per il numero legale", "What they stand for in the quorum"},
	"SittingMember.recorder":   {"Se scrive il verbale", "Whether they write the minutes"},
	"SittingMember.reply":      {"La risposta alla convocazione: yes o no", "The answer to the call: yes or no"},
	"position":                 {"Il posto nell'ordine del giorno", "The place on the agenda"},
	"urgent":                   {"Se è urgente", "Whether it is urgent"},
	"Item.why":                 {"Perché è all'ordine del giorno", "Why it is on the agenda"},
	"case_number":              {"Il numero del caso", "The number of the case"},
	"Item.days":                {"Giorni di attesa fino alla seduta", "Days waited until the sitting"},
	"Item.name":                {"Nome e cognome, se puoi saperlo", "Given and family name, if you may know it"},
	"Minutes.parts":            {"Un estratto per caso", "One extract a case"},
	"additions":                {"Le aggiunte dopo l'approvazione", "The additions after the approval"},
	"approvals":                {"Chi era presente, con quando ha approvato", "Who was present, with when they approved"},
	"approved_at":              {"Quando è stato approvato", "When it was approved"},
	"digest":                   {"Impronta SHA-256", "SHA-256 digest"},
	"made_at":                  {"Quando è nato", "When it was made"},
	"Addition.by":              {"Chi ha aggiunto", "Who has added"},
	"Addition.text":            {"Le parole aggiunte", "The words added"},
	"due":                      {"Entro quando", "By when"},
	"NewStep.who":              {"L'id di chi lo fa, oppure il suo nome se non è un utente", "The id of who does it, or their name when they are no user"},
	"NewStep.text":             {"Che cosa fare", "What to do"},
	"StepWord.text":            {"Che cosa fare", "What to do"},
	"StepWord.who":             {"Chi lo fa", "Who does it"},
	"StepOfCase.text":          {"Che cosa fare", "What to do"},
	"StepOfCase.account_id":    {"L'utente che lo fa: un operatore della zona", "The user who does it: a professional of the zone"},
	"Step.text":                {"Che cosa fare", "What to do"},
	"Step.who":                 {"Chi lo fa", "Who does it"},
	"Step.account_id":          {"L'utente che lo fa", "The user who does it"},
	"Steps.steps":              {"I passi, il primo a scadere per primo", "The steps, the earliest due first"},
	"StepAnswer.done":          {"true se è fatto, false se si lascia", "true when it is done, false when it is dropped"},
	"StepAnswer.reason":        {"Il motivo, se si lascia", "The reason, when it is dropped"},
	"case_state":               {"Lo stato del caso dopo la decisione", "The state of the case after the decision"},
	"Decision.at":              {"Quando è stato deciso", "When it was decided"},
	"Part.steps":               {"I prossimi passi decisi", "The next steps decided"},
	"case_manager_name":        {"Il case manager", "The case manager"},
	"team_names":               {"Chi è entrato nella squadra", "Who joined the team"},
	"stepped_out":              {"Chi era fuori dal caso per conflitto d'interessi", "Who had stepped out of the case for a conflict of interest"},
	"Part.hidden":              {"Se non puoi leggere l'estratto", "Whether you may not read the extract"},
	"Part.name":                {"La persona", "The person"},
	"Part.reason":              {"Il motivo della decisione", "The reason of the decision"},
	"Part.advice":              {"A quale servizio rivolgersi", "Which service to turn to"},
	"Part.note":                {"La nota della discussione", "The note of the discussion"},

	"Webhook.events":     {"Gli eventi a cui è chiamato", "The events at which it is called"},
	"MadeWebhook.events": {"Gli eventi a cui è chiamato", "The events at which it is called"},
	"NewWebhook.events":  {"Gli eventi a cui chiamarlo", "The events at which to call it"},
	"url":                {"Indirizzo https che si chiama", "The https address that is called"},
	"waiting":            {"Chiamate che aspettano", "Calls that wait"},
	"failed":             {"Chiamate a cui si è rinunciato", "Calls that were given up"},
	"secret":             {"Il segreto con cui si controlla la firma; solo in questa risposta", "The secret that the signature is checked with; in this answer only"},
	"notices":            {"Gli avvisi per posta", "The notices by mail"},
	"Notice.code":        {"Codice dell'avviso", "Code of the notice"},
	"NoticeChoice.code":  {"Codice dell'avviso", "Code of the notice"},
	"Notice.label":       {"Quando arriva", "When it comes"},
	"wanted":             {"Se arriva per posta", "Whether it comes by mail"},

	"case_id":         {"Id del caso", "Id of the case"},
	"person_id":       {"Id della persona", "Id of the person"},
	"account_id":      {"Id dell'utente", "Id of the user"},
	"note_id":         {"Id della nota", "Id of the note"},
	"allow":           {"true autorizza, false toglie", "true authorises, false takes back"},
	"number":          {"Numero del fascicolo nella zona", "Number of the case file in the zone"},
	"limit":           {"Quante cose in una pagina", "How many things in a page"},
	"cursor":          {"Il next della pagina prima", "The next of the page before"},
	"items":           {"Le cose della pagina", "The things of the page"},
	"next":            {"Il cursore della pagina dopo; null alla fine", "The cursor of the following page; null at the end"},
	"version":         {"Versione, da rimandare con If-Match", "Version, to be sent back with If-Match"},
	"If-Match":        {"La versione da cui parti, tra virgolette: se intanto è cambiata la risposta è 409", "The version that you begin from, in quotes: if it has changed the answer is 409"},
	"ETag":            {"La versione di adesso, tra virgolette", "The present version, in quotes"},
	"Location":        {"L'indirizzo di ciò che è stato creato o cambiato", "The address of what was made or changed"},
	"type":            {"Tipo del problema", "Type of the problem"},
	"title":           {"Il problema in poche parole", "The problem in a few words"},
	"detail":          {"Che cosa non va e che cosa fare", "What is wrong and what to do"},
	"Problem.status":  {"Stato HTTP", "HTTP status"},
	"errors":          {"Che cosa non va, campo per campo", "What is wrong, field by field"},
	"location":        {"Dove: body.campo, query.parametro, header.Nome", "Where: body.field, query.parameter, header.Name"},
	"message":         {"Che cosa non va", "What is wrong"},
	"request_id":      {"Il codice della richiesta, lo stesso del registro del servizio: citalo se chiedi aiuto", "The code of the request, the one in the service's log: quote it when you ask for help"},
	"current_version": {"La versione che la cosa ha adesso", "The version that the thing has now"},
	"candidates":      {"Persone che potrebbero essere la stessa", "People who may be the same"},
	"status":          {"ok", "ok"},

	"given_name":                 {"Nome", "Given name"},
	"family_name":                {"Cognome", "Family name"},
	"name":                       {"Nome e cognome", "Given and family name"},
	"tax_code":                   {"Codice fiscale", "Tax code"},
	"birth_date":                 {"Data di nascita", "Date of birth"},
	"birth_place":                {"Luogo di nascita", "Place of birth"},
	"sex":                        {"F, M o X", "F, M or X"},
	"municipality":               {"Comune di residenza, codice ISTAT", "Municipality of residence, ISTAT code"},
	"address":                    {"Indirizzo", "Address"},
	"phone":                      {"Telefono", "Telephone"},
	"email":                      {"Indirizzo e-mail", "E-mail address"},
	"language":                   {"Lingua parlata", "Spoken language"},
	"prevails":                   {"Che cosa vale se il codice fiscale contraddice nascita o sesso: tax_code o stated", "What holds when the tax code contradicts birth or sex: tax_code or stated"},
	"reason":                     {"Motivo, a parole", "Reason, in words"},
	"same_as":                    {"Il candidato che è questa persona", "The candidate who is this person"},
	"not_the_same_as":            {"I candidati che hai guardato e che non sono questa persona", "The candidates that you have looked at and who are not this person"},
	"referrer_id":                {"Id dell'ente che segnala", "Id of the body that refers"},
	"received_on":                {"Giorno della segnalazione; se manca, oggi", "Day of the referral; today when missing"},
	"programme":                  {"Programma, codice", "Programme, code"},
	"note":                       {"Nota", "Note"},
	"existed":                    {"Il fascicolo c'era già: la segnalazione è stata aggiunta", "The case file was there: the referral was added"},
	"state":                      {"Stato, codice delle linee guida", "State, code of the guidelines"},
	"state_on":                   {"Giorno in cui è cominciato lo stato", "Day on which the state began"},
	"opened_on":                  {"Giorno di apertura", "Day of opening"},
	"case_manager":               {"Il case manager", "The case manager"},
	"case_manager_id":            {"Id del case manager", "Id of the case manager"},
	"manager":                    {"Id di un case manager; ripetibile", "Id of a case manager; may be repeated"},
	"seat_id":                    {"Id della sede", "Id of the seat"},
	"seat":                       {"Id di una sede; ripetibile", "Id of a seat; may be repeated"},
	"without_manager":            {"Solo i casi senza case manager", "Only cases without a case manager"},
	"open":                       {"Solo i casi non chiusi", "Only cases that are not closed"},
	"mine":                       {"Solo i casi di cui sei case manager", "Only cases of which you are case manager"},
	"next_from":                  {"Prossima data da questo giorno", "Next date from this day"},
	"next_to":                    {"Prossima data fino a questo giorno", "Next date up to this day"},
	"without_next_date":          {"Solo i casi aperti senza prossima data", "Only open cases without a next date"},
	"next_date":                  {"Prossima data", "Next date"},
	"next_what":                  {"Che cosa si fa quel giorno", "What happens on that day"},
	"review_on":                  {"Giorno del riesame", "Day of the review"},
	"last_on":                    {"Giorno dell'ultimo fatto", "Day of the last fact"},
	"programmes":                 {"Programmi in corso, codici", "Present programmes, codes"},
	"suspension":                 {"La sospensione in corso", "The present suspension"},
	"handover":                   {"Il passaggio in attesa", "The hand-over that waits"},
	"changed_at":                 {"Ultima modifica", "Last change"},
	"created_at":                 {"Quando è stato creato", "When it was made"},
	"person":                     {"La persona", "The person"},
	"date":                       {"Giorno; null lo toglie", "Day; null clears it"},
	"what":                       {"Che cosa si fa quel giorno", "What happens on that day"},
	"on":                         {"Giorno del fatto; se manca, oggi", "Day of the fact; today when missing"},
	"section":                    {"Sezione: common, social, health, work, justice", "Section: common, social, health, work, justice"},
	"text":                       {"Testo", "Text"},
	"author_id":                  {"Id di chi ha scritto; manca se è il programma", "Id of the author; missing for the program"},
	"author_role":                {"Ruolo con cui ha scritto", "Role in which it was written"},
	"source":                     {"Da dove viene", "Where it comes from"},
	"corrected":                  {"Una nota più recente la corregge", "A later note corrects it"},
	"corrects":                   {"Corregge una nota precedente", "Corrects an earlier note"},
	"kind":                       {"Che cosa racconta la riga", "What the line tells"},
	"day":                        {"Giorno del fatto", "Day of the fact"},
	"at":                         {"Quando è stato scritto", "When it was entered"},
	"by_id":                      {"Id di chi l'ha scritto; manca se è il programma", "Id of who entered it; missing for the program"},
	"hidden":                     {"Puoi sapere che è successo, non che cosa dice", "You may know that it happened, not what it says"},
	"from_state":                 {"Stato di prima", "State before"},
	"reason_code":                {"Motivo, codice delle linee guida", "Reason, code of the guidelines"},
	"outcomes":                   {"Esiti, codici delle linee guida", "Outcomes, codes of the guidelines"},
	"to_id":                      {"Id di chi riceve", "Id of who receives"},
	"from_id":                    {"Id di chi passa", "Id of who hands over"},
	"answer":                     {"accepted, declined o withdrawn", "accepted, declined or withdrawn"},
	"fields":                     {"I campi corretti", "The fields corrected"},
	"sender":                     {"Chi ha segnalato", "Who referred"},
	"words":                      {"Parole dell'elenco di provenienza", "Words of the list it came from"},
	"line":                       {"Riga dell'elenco importato", "Line of the imported list"},
	"since_at":                   {"Da quando", "Since when"},
	"since_on":                   {"Da che giorno", "Since which day"},
	"members":                    {"I membri di oggi", "Today's members"},
	"manages":                    {"È il case manager", "Is the case manager"},
	"stays":                      {"Chi passa resta nella squadra", "Who hands over stays in the team"},
	"to":                         {"Id di chi riceve", "Id of who receives"},
	"asked_at":                   {"Quando è stato chiesto", "When it was asked"},
	"role":                       {"Ruoli con cui ha letto", "Roles in which it was read"},
	"via":                        {"Da dove: page, api, cli, job", "Through what: page, api, cli, job"},
	"sections":                   {"Sezioni riservate lette", "Reserved sections read"},
	"roles":                      {"Ruoli", "Roles"},
	"core":                       {"Del nucleo stabile dell'équipe", "Of the core team"},
	"zone":                       {"La zona", "The zone"},
	"token_ends_at":              {"Quando finisce il token", "When the token ends"},
	"one_time_password":          {"Password per il primo ingresso, mostrata una sola volta", "Password for the first login, shown once"},
	"waiting_roles":              {"Ruoli che aspettano la conferma del coordinamento", "Roles that wait for coordination"},
	"asked":                      {"Che cosa si chiede all'équipe", "What is asked of the team"},
	"person_words":               {"Che cosa ne dice la persona", "What the person says of it"},
	"needs":                      {"Bisogni, codici delle linee guida", "Needs, codes of the guidelines"},
	"need_notes":                 {"Che cosa si scrive accanto ai bisogni: bastano questi, senza ripeterli in needs", "What is written beside the needs: these are enough, without repeating them in needs"},
	"services":                   {"Servizi già attivi, codici delle linee guida", "Services already active, codes of the guidelines"},
	"services_text":              {"Altri servizi, a parole", "Other services, in words"},
	"urgency":                    {"ordinary o urgent", "ordinary or urgent"},
	"urgency_reason":             {"Perché è urgente", "Why it is urgent"},
	"informed":                   {"Che cosa sa la persona della segnalazione", "What the person knows of the referral"},
	"how":                        {"agrees, informed o not_yet", "agrees, informed or not_yet"},
	"channel":                    {"Come è arrivata, codice delle linee guida; se manca, dal tuo utente", "How it came in, code of the guidelines; from your own user when missing"},
	"sender_name":                {"Chi ha segnalato", "Who referred"},
	"sender_body":                {"L'ente che ha segnalato", "The body that referred"},
	"sender_contact":             {"Come raggiungere chi ha segnalato", "How to reach who referred"},
	"due_on":                     {"Entro quando si risponde", "By when it is answered"},
	"late":                       {"Il termine è passato", "The term has passed"},
	"outcome":                    {"Esito: to_team, other_service, not_admitted, to_complete", "Outcome: to_team, other_service, not_admitted, to_complete"},
	"outcome_at":                 {"Quando è stato dato l'esito", "When the outcome was given"},
	"outcome_reason":             {"Motivo dell'esito", "Reason of the outcome"},
	"advice":                     {"A chi rivolgersi", "Whom to turn to"},
	"team_decision":              {"Che cosa ha deciso l'équipe, codice", "What the team has decided, code"},
	"team_at":                    {"Quando l'équipe ha deciso", "When the team decided"},
	"team_advice":                {"Che cosa consiglia l'équipe", "What the team advises"},
	"messages":                   {"Domande a chi ha segnalato e risposte", "Questions to the sender and answers"},
	"files":                      {"I file", "The files"},
	"file_name":                  {"Nome del file", "Name of the file"},
	"media_type":                 {"Tipo del contenuto", "Type of the content"},
	"size":                       {"Byte", "Bytes"},
	"code":                       {"Codice", "Code"},
	"Said.kind":                  {"question o answer", "question or answer"},
	"Referral.number":            {"Numero della segnalazione nella zona", "Number of the referral in the zone"},
	"ReferralRow.number":         {"Numero della segnalazione nella zona", "Number of the referral in the zone"},
	"SentReferral.number":        {"Numero della segnalazione nella zona", "Number of the referral in the zone"},
	"Referral.state":             {"received, to_complete o answered", "received, to_complete or answered"},
	"ReferralRow.state":          {"received, to_complete o answered", "received, to_complete or answered"},
	"SentReferral.state":         {"received, to_complete o answered", "received, to_complete or answered"},
	"show_referrals.state":       {"received, to_complete, answered; unanswered è senza esito", "received, to_complete, answered; unanswered is without an outcome"},
	"show_referrals.mine":        {"Solo quelle che hai mandato o inserito", "Only those that you sent or typed in"},
	"show_referrals.late":        {"Solo quelle con il termine passato", "Only those whose term has passed"},
	"Informed.date":              {"Giorno in cui la persona l'ha saputo", "Day on which the person was told"},
	"NewReferralOutcome.reason":  {"Motivo, o la domanda a chi ha segnalato", "Reason, or the question to the sender"},
	"domain":                     {"Ambito, per codice", "Domain, by its code"},
	"level":                      {"Il nostro livello, da 1 a 5; assente: non ancora esplorato", "Our level, 1 to 5; absent: not explored yet"},
	"person_level":               {"Il livello che si dà la persona, da 1 a 5", "The level that the person gives, 1 to 5"},
	"unexplored":                 {"Lasciato senza livello di proposito", "Left without a level knowingly"},
	"Rating.by":                  {"Chi ha compilato l'ambito", "Who rated the domain"},
	"Rating.at":                  {"Quando", "When"},
	"Rating.note":                {"Nota sull'ambito", "Note on the domain"},
	"NewRating.note":             {"Nota sull'ambito", "Note on the domain"},
	"Rating.person_words":        {"Le parole della persona sull'ambito", "The person's words on the domain"},
	"NewRating.person_words":     {"Le parole della persona sull'ambito", "The person's words on the domain"},
	"Rating.reason":              {"Perché il livello è diverso da quello atteso", "Why the level differs from the one expected"},
	"Domain.group":               {"Lato della matrice: autonomy o employability", "Side of the matrix: autonomy or employability"},
	"domains":                    {"Gli ambiti dello strumento, ognuno con la sezione che può leggerlo", "The domains of the instrument, each with the section that may read it"},
	"ratings":                    {"Gli ambiti compilati; di quelli riservati chi non li legge ha solo chi e quando", "The domains rated; of reserved ones others have only who and when"},
	"instrument":                 {"Codice dello strumento", "Code of the instrument"},
	"instrument_version":         {"Versione dello strumento con cui è cominciata", "Version of the instrument that it began with"},
	"begun_at":                   {"Quando è stata cominciata", "When it was begun"},
	"amends":                     {"La valutazione chiusa che questa corregge", "The closed assessment that this one amends"},
	"amended_by":                 {"La valutazione che corregge questa", "The assessment that amends this one"},
	"second_of":                  {"La valutazione che un secondo valutatore ripete per formazione", "The assessment that a second rater repeats for training"},
	"strengths":                  {"Punti di forza", "Strengths"},
	"aspirations":                {"Che cosa vuole la persona, con le sue parole", "What the person wants, in their words"},
	"autonomy":                   {"Indice di autonomia, da 1 a 5 con un decimale; assente se mancano ambiti", "Index of autonomy, 1 to 5 with one decimal; absent when domains are missing"},
	"employability":              {"Indice di occupabilità, da 1 a 5 con un decimale; assente se mancano ambiti", "Index of employability, 1 to 5 with one decimal; absent when domains are missing"},
	"reasons":                    {"Per ambito: perché il livello è diverso da quello atteso", "By domain: why the level differs from the one expected"},
	"Assessment.kind":            {"Occasione: entry, check o exit", "Occasion: entry, check or exit"},
	"NewAssessment.kind":         {"Occasione: entry, check o exit", "Occasion: entry, check or exit"},
	"Assessment.on":              {"Il giorno", "The day"},
	"NewAssessment.on":           {"Il giorno; senza, oggi", "The day; without it, today"},
	"Assessment.state":           {"open o closed", "open or closed"},
	"Assessment.closed_at":       {"Quando è stata chiusa", "When it was closed"},
	"Assessment.decision":        {"Che cosa si è deciso alla chiusura", "What was decided at closing"},
	"AssessmentClosure.decision": {"Che cosa si è deciso", "What was decided"},
	"Resumption.note":            {"Che cosa è cambiato", "What has changed"},
	"NewUser.roles":              {"Ruoli da dare", "Roles to give"},
	"NewSuspension.reason":       {"Motivo, codice delle linee guida", "Reason, code of the guidelines"},
	"NewClosure.reason":          {"Motivo, codice delle linee guida", "Reason, code of the guidelines"},
	"Suspension.reason":          {"Motivo, codice delle linee guida", "Reason, code of the guidelines"},
	"Closure.reason":             {"Motivo, codice delle linee guida", "Reason, code of the guidelines"},
	"Reading.reason":             {"Motivo dell'apertura, codice", "Reason of the opening, code"},
	"UserData.state":             {"active o disabled", "active or disabled"},
	"show_cases.state":           {"Stato, codice; ripetibile", "State, code; may be repeated"},
	"show_cases.municipality":    {"Comune di residenza, codice ISTAT; ripetibile", "Municipality of residence, ISTAT code; may be repeated"},
	"show_cases.programme":       {"Programma, codice; ripetibile", "Programme, code; may be repeated"},
}
