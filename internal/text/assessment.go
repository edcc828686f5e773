package text

// Why a command on an assessment cannot be done as it stands.
var (
	AssessmentCaseClosed    = T{"Il caso è chiuso: riaprilo prima di valutare.", "The case is closed: reopen it before you assess."}
	AssessmentOpenAlready   = T{"C'è già una valutazione aperta, del %s: compila quella.", "An assessment of %s is open already: fill that one in."}
	AssessmentEntryThere    = T{"La valutazione d'ingresso c'è già, del %s: comincia una verifica.", "The entry assessment is there already, of %s: begin a check."}
	AssessmentEntryFirst    = T{"Manca la valutazione d'ingresso: comincia da quella.", "There is no entry assessment: begin with it."}
	AssessmentSecondTwice   = T{"Hai già compilato una seconda valutazione di questa: apri quella.", "You have rated this one a second time already: open that."}
	AssessmentSecondOther   = T{"La seconda valutazione la fa un'altra persona: chiedi a un collega.", "The second rating is done by somebody else: ask a colleague."}
	AssessmentNotClosed     = T{"Si corregge solo una valutazione chiusa e non ancora corretta.", "Only a closed assessment, not amended yet, can be amended."}
	AssessmentClosedAlready = T{"La valutazione è chiusa dal %s: per cambiarla preparane una nuova.", "The assessment has been closed since %s: prepare a new one to change it."}
	AssessmentNotEmpty      = T{"Qualcuno ha già scritto in questa valutazione: chiudila, poi correggila.", "Somebody has written in this assessment already: close it, then amend it."}
	AssessmentKindChoose    = T{"Scegli l'occasione: ingresso, verifica o uscita.", "Choose the occasion: entry, check or exit."}
	AssessmentLevelChoose   = T{"Scegli un livello da 1 a 5, oppure \"non ancora esplorato\".", "Choose a level from 1 to 5, or \"not explored yet\"."}
	AssessmentMissing       = T{"%s: manca il nostro livello. Scegli una frase, oppure \"non ancora esplorato\".", "%s: our level is missing. Choose a sentence, or \"not explored yet\"."}
	AssessmentReason        = T{"Scrivi perché il livello è diverso da quello che le linee guida si aspettano.", "Write why the level differs from what the guidelines expect."}
	ReferenceKindChoose     = T{"Scegli che cosa citi.", "Choose what you cite."}
	ReferenceValue          = T{"Scrivi il risultato su una riga.", "Write the result on one line."}
	ReferenceOneOf          = T{"Scrivi uno di questi: %s.", "Write one of these: %s."}
	ReferenceNumber         = T{"Scrivi un numero da 0 a %d.", "Write a number from 0 to %d."}
	ReferenceSource         = T{"Scrivi dove si trova: sistema e numero.", "Write where it is kept: system and number."}
	ReferenceTwice          = T{"Questo risultato con questa data c'è già.", "This result with this date is there already."}
)

// The operations on assessments.
var (
	APIAssessmentsNoun      = T{"Valutazioni", "Assessments"}
	APIAssessmentsTitle     = T{"Valutazioni di un caso", "Assessments of a case"}
	APIAssessmentsAbout     = T{"Le valutazioni del caso, dalla più vecchia, come chi chiede le può leggere. Può chi apre il caso: di ogni sezione vede i livelli chi legge quella sezione.", "The assessments of the case, the oldest first, as whoever asks may read them. Whoever opens the case may: of each section the levels are for who reads that section."}
	APIAssessmentNewTitle   = T{"Comincia una valutazione", "Begin an assessment"}
	APIAssessmentNewAbout   = T{"Comincia una valutazione con lo strumento di oggi, che le resta. Può chi lavora sul caso. 409 se ce n'è già una aperta, se l'ingresso c'è già o manca, se il caso è chiuso.", "Begins an assessment with the instrument of today, which it keeps. Whoever works on the case may. 409 when one is open already, when the entry is there or is missing, when the case is closed."}
	APIAssessmentTitle      = T{"Una valutazione", "One assessment"}
	APIAssessmentAbout      = T{"Una valutazione con i livelli e gli indici che chi chiede può leggere. Di un ambito riservato chi non lo legge sa solo da chi e quando.", "One assessment with the levels and indices that whoever asks may read. Of a reserved domain others know only by whom and when."}
	APIRatingTitle          = T{"Valuta un ambito", "Rate a domain"}
	APIRatingAbout          = T{"Scrive le due parti di un ambito di una valutazione aperta: senza level è \"non ancora esplorato\". Può chi scrive la sezione dell'ambito. If-Match porta la versione dell'ambito: 409 se intanto è cambiato.", "Writes both sides of a domain of an open assessment: without level it is \"not explored yet\". Whoever writes the domain's section may. If-Match carries the version of the rating: 409 when it has changed meanwhile."}
	APIAssessmentCloseTitle = T{"Chiudi una valutazione", "Close an assessment"}
	APIAssessmentCloseAbout = T{"Chiude la valutazione: poi non cambia più. Può il case manager, e chi l'ha cominciata. 422 con gli ambiti che mancano e i motivi (reasons, per ambito) dei livelli diversi da quelli attesi.", "Closes the assessment: it never changes afterwards. The case manager may, and who began it. 422 with the domains that are missing and the reasons (by domain) of levels other than expected."}
	APIInstrumentUnknown    = T{"Strumento sconosciuto: usa %s.", "Unknown instrument: use %s."}
)

// Pages of assessments.
var (
	AssessmentsTitle       = T{"Valutazioni", "Assessments"}
	AssessmentOf           = T{"%s del %s", "%s of %s"}
	AssessmentsNone        = T{"Nessuna valutazione. Comincia da quella d'ingresso.", "No assessment. Begin with the entry."}
	AssessmentBegun        = T{"Valutazione cominciata: si salva mentre scegli.", "Assessment begun: it is saved as you choose."}
	AssessmentSaved        = T{"Salvato alle %s.", "Saved at %s."}
	AssessmentClosed       = T{"Valutazione chiusa: da ora non cambia più.", "Assessment closed: from now on it does not change."}
	AssessmentDropped      = T{"Valutazione eliminata: non conteneva niente.", "Assessment removed: there was nothing in it."}
	AssessmentStateOpen    = T{"aperta", "open"}
	AssessmentStateClosed  = T{"chiusa", "closed"}
	AssessmentAmended      = T{"corretta da una nuova", "amended by a new one"}
	AssessmentSecondOpen   = T{"seconda valutazione, aperta", "second rating, open"}
	AssessmentSecondClosed = T{"seconda valutazione, chiusa", "second rating, closed"}
	AssessmentWhich        = T{"Valutazione", "Assessment"}
	AssessmentState        = T{"Stato", "State"}
	AssessmentDone         = T{"Ambiti", "Domains"}
	AssessmentDoneOf       = T{"%d su %d", "%d of %d"}
	AssessmentBy           = T{"Compilata da", "Filled in by"}
	BeginAssessment        = T{"Comincia la valutazione", "Begin the assessment"}
	BeginTitle             = T{"Nuova valutazione", "New assessment"}
	AssessmentOccasion     = T{"Occasione", "Occasion"}
	AssessmentDay          = T{"Giorno", "Day"}
	Compare                = T{"Confronta", "Compare"}
	CloseAssessment        = T{"Chiudi la valutazione", "Close the assessment"}
	AmendAssessment        = T{"Prepara una correzione", "Prepare an amendment"}
	AmendHint              = T{"Questa resta com'è. La correzione parte dagli stessi livelli; gli ambiti riservati si compilano di nuovo.", "This one stays as it is. The amendment begins with the same levels; reserved domains are rated anew."}
	DropAssessment         = T{"Elimina, è stata cominciata per errore", "Remove, it was begun by mistake"}
	ReferencesTitle        = T{"Risultati tenuti altrove", "Results kept elsewhere"}
	ReferencesNone         = T{"Nessun risultato citato.", "No result cited."}
	ReferenceAdd           = T{"Cita un risultato", "Cite a result"}
	ReferenceWhat          = T{"Che cosa", "What"}
	ReferenceResult        = T{"Risultato", "Result"}
	ReferenceWhere         = T{"Dove si trova", "Where it is kept"}
	ReferenceWhereHint     = T{"Sistema e numero, per esempio: SIISL, domanda 12345.", "System and number, for example: SIISL, application 12345."}
	ReferenceOn            = T{"Data del risultato", "Date of the result"}
	ReferenceSave          = T{"Salva la citazione", "Save the citation"}
	ReferenceEnd           = T{"Togli", "Remove"}
	ReferenceSaved         = T{"Risultato citato.", "Result cited."}
	ReferenceEnded         = T{"Citazione tolta.", "Citation removed."}
	TrainingTitle          = T{"Formazione: seconda valutazione", "Training: second rating"}
	TrainingHint           = T{"Un collega compila la stessa valutazione per conto suo: serve a vedere se leggiamo le frasi allo stesso modo. Non entra negli indici né nei confronti.", "A colleague rates the same assessment alone: it shows whether we read the sentences alike. It enters neither indices nor comparisons."}
	TrainingBegin          = T{"Comincia la tua seconda valutazione: %s", "Begin your second rating: %s"}
	TrainingAgree          = T{"Su %d ambiti compilati da tutti e due: uguali %d, diversi di un livello %d, di più %d.", "Of %d domains that both rated: the same %d, a level apart %d, more %d."}
	TrainingKappa          = T{"Kappa pesato: %s.", "Weighted kappa: %s."}

	SideUs          = T{"Noi", "Us"}
	SidePerson      = T{"La persona", "The person"}
	SideSwitch      = T{"Chi valuta", "Who rates"}
	RowsDone        = T{"%d ambiti su %d compilati", "%d of %d domains filled in"}
	GoToMissing     = T{"Vai al mancante", "Go to the missing one"}
	ChooseSentence  = T{"Scegli la frase che somiglia di più", "Choose the sentence that resembles most"}
	PersonSentence  = T{"Leggi le frasi con la persona e segna quella che sceglie", "Read the sentences with the person and mark the one they choose"}
	ChangeHead      = T{"Cambio", "Change"}
	LevelSame       = T{"uguale", "same"}
	Unexplored      = T{"non ancora esplorato", "not explored yet"}
	PersonSilent    = T{"non lo dice", "does not say"}
	LevelMissing    = T{"manca il nostro livello", "our level is missing"}
	LevelExpected   = T{"Le linee guida si aspettano da %d a %d: %s. Alla chiusura scrivi perché.", "The guidelines expect %d to %d: %s. Write why when you close."}
	RowNote         = T{"Aiuto e nota", "Help and note"}
	RowNoteOf       = T{"Nota su %s", "Note on %s"}
	RowWords        = T{"Aiuto e parole", "Help and words"}
	RowWordsOf      = T{"Con le sue parole, su %s", "In their words, on %s"}
	RowClash        = T{"%s ha salvato alle %s: %s. Se la tua scelta resta, salvala di nuovo.", "%s saved at %s: %s. If yours stands, save it again."}
	RowKeepMine     = T{"Salva la mia", "Save mine"}
	RowLeftDraft    = T{"Avevi scritto: %s", "You had written: %s"}
	SaveBlock       = T{"Salva", "Save"}
	ReservedDomains = T{"Ambiti riservati", "Reserved domains"}
	ReservedHint    = T{"li compila e li legge solo chi è autorizzato, e non entrano nei due indici", "rated and read only by who is authorised, and they stay out of the two indices"}
	DeliveredBy     = T{"%s, consegnata il %s", "%s, delivered on %s"}
	NotDelivered    = T{"non ancora consegnata", "not delivered yet"}
	MarkEntry       = T{"ingresso", "entry"}
	MarkPerson      = T{"persona", "person"}
	MarkUs          = T{"noi", "us"}
	MarkNow         = T{"ora", "now"}
	MarkMiddle      = T{"in mezzo", "between"}
	MarksLater      = T{"compaiono dopo la scelta", "appear after the choice"}
	TextsTitle      = T{"Che cosa vuole, che cosa sa fare", "What the person wants and can do"}
	TextAspirations = T{"Che cosa vuole, con le sue parole", "What the person wants, in their words"}
	TextStrengths   = T{"Punti di forza", "Strengths"}
	TextStrengthsIn = T{"Uno per riga.", "One a line."}
	TextClash       = T{"%s ha salvato alle %s: %s. Se il tuo testo resta, salvalo di nuovo.", "%s saved at %s: %s. If your text stands, save it again."}
	KeyLevel        = T{"livello", "level"}
	KeyDomain       = T{"ambito", "domain"}
	KeySide         = T{"noi / la persona", "us / the person"}
	KeyRowNote      = T{"nota sull'ambito", "note on the domain"}
	SavedAtClock    = T{"Salvato alle {t}", "Saved at {t}"}
	SaveLost        = T{"Non salvato: riprovo. Non chiudere la pagina.", "Not saved: trying again. Do not close the page."}
	SaveOver        = T{"La sessione è finita: copia quello che hai scritto ed entra di nuovo.", "The session is over: copy what you wrote and sign in again."}

	CloseMissing     = T{"Mancano ancora", "Still missing"}
	CloseReasons     = T{"Livelli diversi da quelli attesi", "Levels other than expected"}
	CloseReasonOf    = T{"%s: perché %d?", "%s: why %d?"}
	CloseDecision    = T{"Che cosa si è deciso", "What was decided"}
	CloseBands       = T{"Che cosa suggeriscono le linee guida", "What the guidelines suggest"}
	CloseBandWords   = T{"%s %s, %s: %s", "%s %s, %s: %s"}
	CloseBandNone    = T{"%s: troppi ambiti non esplorati, nessun indice.", "%s: too many domains not explored, no index."}
	CloseConsequence = T{"La valutazione non cambierà più: per correggerla se ne prepara una nuova. La leggono case manager, équipe del caso e coordinamento; gli ambiti riservati solo chi è autorizzato.", "The assessment will not change any more: to amend it a new one is prepared. It is read by case manager, case team and coordinator; reserved domains only by who is authorised."}
	WillHappen       = T{"Succederà questo", "This will happen"}

	ComparedTitle  = T{"Che cosa è cambiato", "What has changed"}
	ComparedNeeds  = T{"Serve almeno una seconda valutazione per vedere il cambiamento.", "At least a second assessment is needed to see the change."}
	ComparedFrom   = T{"Cambio dal primo", "Change from the first"}
	ComparedPerson = T{"Persona", "Person"}
	ComparedTalk   = T{"parlarne", "talk about it"}
	ComparedNobody = T{"Ambiti riservati: il confronto lo vede chi è autorizzato.", "Reserved domains: the comparison is seen by who is authorised."}
	ComparedRuler  = T{"Da 1 a 5", "From 1 to 5"}
	ComparedDomain = T{"Ambito", "Domain"}
	ComparedLine   = T{"%s: da %s a %s", "%s: from %s to %s"}
	ComparedIndex  = T{"%s: %s", "%s: %s"}
	ComparedOf     = T{"Media di %d ambiti su %d", "Mean of %d domains of %d"}
	ComparedRead   = T{"Lettura e decisione", "Reading and decision"}
	ComparedPeople = T{"I valori propongono, decidono le persone.", "Values propose, people decide."}
	NoLevelWord    = T{"nessun livello", "no level"}
)
