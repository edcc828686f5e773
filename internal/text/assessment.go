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
