package text

// What the program says of a project while it is drafted.
var (
	PlanCaseClosed    = T{"Il caso è chiuso: riaprilo prima di scrivere un progetto.", "The case is closed: reopen it before writing a project."}
	PlanOpenAlready   = T{"La versione %d è già in preparazione: apri quella.", "Version %d is being prepared already: open that one."}
	PlanReviseInstead = T{"La versione %d è in vigore e non si cambia: prepara la versione successiva.", "Version %d is in force and does not change: prepare the next version."}
	PlanIsSigned      = T{"La versione %d aspetta le firme e non si cambia: riportala in bozza, le firme raccolte non varranno più.", "Version %d is waiting for signatures and does not change: take it back to a draft, the signatures gathered will no longer hold."}
	PlanIsOld         = T{"La versione %d non vale più: apri quella in vigore.", "Version %d no longer holds: open the one in force."}

	PlanGoalDomain       = T{"Scegli l'ambito a cui è legato l'obiettivo.", "Choose the domain that the goal is tied to."}
	PlanGoalText         = T{"Scrivi l'obiettivo, con le parole della persona.", "Write the goal, in the person's words."}
	PlanGoalOtherSection = T{"Questo ambito lo leggono altre persone: aggiungi un nuovo obiettivo e togli questo.", "Other people read this domain: add a new goal and remove this one."}
	PlanTooManyGoals     = T{"Un progetto ha al massimo %d obiettivi: tieni i più importanti.", "A project has at most %d goals: keep the most important ones."}

	PlanActionKind         = T{"Scegli che tipo di azione è.", "Choose what kind of action it is."}
	PlanActionTitle        = T{"Scrivi che azione è: l'elenco non la prevede.", "Write what action it is: the list does not have it."}
	PlanActionFund         = T{"Scegli il fondo dall'elenco.", "Choose the fund from the list."}
	PlanActionHours        = T{"Scrivi le ore previste in tutto, da 0 a %d.", "Write the hours planned in all, from 0 to %d."}
	PlanActionEnds         = T{"La fine viene prima dell'inizio: correggi una delle due date.", "The end comes before the start: correct one of the two dates."}
	PlanActionMonths       = T{"Scrivi i mesi, da 1 a %d.", "Write the months, from 1 to %d."}
	PlanActionAllowance    = T{"Scrivi l'indennità al mese in euro, per esempio 500.", "Write the allowance a month in euro, for example 500."}
	PlanActionOtherSection = T{"Questo tipo di azione lo leggono altre persone: aggiungi una nuova azione e togli questa.", "Other people read this kind of action: add a new action and remove this one."}
	PlanTooManyActions     = T{"Un progetto ha al massimo %d azioni: togline una.", "A project has at most %d actions: remove one."}

	PlanCommitmentSide     = T{"Scegli chi si impegna.", "Choose who undertakes it."}
	PlanCommitmentText     = T{"Scrivi a che cosa si impegna.", "Write what is undertaken."}
	PlanTooManyCommitments = T{"Al massimo %d impegni: tieni i più importanti.", "At most %d commitments: keep the most important ones."}

	PlanDatePast     = T{"Il %s è già passato: scrivi un giorno a venire.", "%s has passed already: write a day to come."}
	PlanDatesApart   = T{"Tra il %s e la verifica prima passano più di %d giorni: aggiungine una in mezzo.", "Between %s and the check before it there are more than %d days: add one in between."}
	PlanDatesTooMany = T{"Al massimo %d verifiche.", "At most %d checks."}

	PlanLinkKind   = T{"Scegli quale patto è.", "Choose which pact it is."}
	PlanLinkNumber = T{"Scrivi il numero del patto.", "Write the number of the pact."}
	PlanLinkTwice  = T{"Questo patto è già indicato.", "This pact is cited already."}
)

// What keeps a draft from being signed.
var (
	PlanAimsMissing        = T{"Scrivi che cosa vuole la persona, con le sue parole.", "Write what the person wants, in their words."}
	PlanGoalsMissing       = T{"Aggiungi almeno un obiettivo.", "Add at least one goal."}
	PlanReachedWhenMissing = T{"Obiettivo «%s»: scrivi come si saprà che è raggiunto.", "Goal “%s”: write how one will know that it is reached."}
	PlanFromMissing        = T{"Azione «%s»: scrivi quando comincia.", "Action “%s”: write when it starts."}
	PlanFollowerMissing    = T{"Azione «%s»: scrivi chi la segue.", "Action “%s”: write who follows it."}
	PlanNotSigning         = T{"Questa versione non aspetta firme.", "This version is not waiting for signatures."}
	PlanUnfreezeWhy        = T{"Scrivi perché torna in bozza: le firme raccolte non varranno più.", "Write why it goes back to a draft: the signatures gathered will no longer hold."}
)

// Signatures and versions.
var (
	PlanSignOther      = T{"Il progetto è cambiato da quando hai aperto la pagina: rileggilo prima di firmare.", "The project has changed since you opened the page: read it again before signing."}
	PlanSignOnPaper    = T{"Questa firma si raccoglie su carta.", "This signature is collected on paper."}
	PlanSignParty      = T{"Scegli chi firma.", "Choose who signs."}
	PlanSignNotManager = T{"Firma come case manager solo chi lo è: scegli «Servizio».", "Only the case manager signs as such: choose “Service”."}
	PlanSignWhose      = T{"Scrivi chi ha firmato per il servizio.", "Write who signed for the service."}
	PlanSignMeans      = T{"Scegli come è raccolta la firma.", "Choose how the signature is collected."}
	PlanSignAgreement  = T{"Scegli se la persona è d'accordo.", "Choose whether the person agrees."}
	PlanSignSaid       = T{"Scrivi con le parole della persona che cosa non va.", "Write in the person's words what is not right."}
	PlanSignTwice      = T{"Questa firma c'è già, del %s.", "This signature is there already, of %s."}
	PlanMovesCase      = T{"Dal progetto.", "From the project."}
	PlanReviseWhy      = T{"Scrivi perché serve una nuova versione.", "Write why a new version is needed."}
)
