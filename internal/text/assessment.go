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
