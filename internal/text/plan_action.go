package text

// What the program says of actions as they go, of hours and of checks.
var (
	ActionEventKind   = T{"Scegli che cosa è successo.", "Choose what happened."}
	ActionNotNow      = T{"L'azione non è più in questo stato: ricarica la pagina e guarda che cosa è cambiato.", "The action is no longer in this state: reload the page and see what has changed."}
	ActionChanged     = T{"L'azione è cambiata da quando hai aperto la pagina: ricarica e riprova.", "The action has changed since you opened the page: reload and try again."}
	ActionBeforeStart = T{"L'azione è cominciata il %s: scrivi un giorno da allora in poi.", "The action started on %s: write a day from then on."}
	ActionBeforeEvent = T{"L'ultima cosa scritta di questa azione è del %s: scrivi un giorno da allora in poi.", "The last thing written of this action is of %s: write a day from then on."}
	ActionHeldSince   = T{"L'azione è ferma dal %s: se è ripresa, scrivilo prima delle ore.", "The action has been on hold since %s: if it has gone on, write that before the hours."}
	ActionCaseClosed  = T{"Il caso è chiuso: riaprilo prima di far cominciare un'azione.", "The case is closed: reopen it before an action starts."}
	ActionBeforeHours = T{"Ci sono ore fino al %s: scrivi un giorno da allora in poi, o correggi le presenze.", "There are hours until %s: write a day from then on, or correct the attendance."}
	ActionAfterEnd    = T{"L'azione è finita il %s: togli le ore dopo quel giorno.", "The action ended on %s: remove the hours after that day."}
	ActionSuspendWhy  = T{"Scrivi perché si ferma e quando pensi che riprenda.", "Write why it stops and when you think it will go on."}
	ActionResult      = T{"Scegli com'è andata.", "Choose how it went."}
	ActionReason      = T{"Scegli perché si interrompe.", "Choose why it is interrupted."}

	MonthNoDay   = T{"Il giorno %d non c'è in questo mese.", "Day %d is not in this month."}
	MonthHours   = T{"Scrivi le ore del giorno, da 0 a 24: per esempio 4, 4,5 o 4:30.", "Write the hours of the day, from 0 to 24: for example 4, 4.5 or 4:30."}
	MonthChanged = T{"Qualcuno ha scritto le presenze di questo mese dopo di te. Sotto trovi le sue e le tue: scegli.", "Somebody has written this month's attendance after you. Below are theirs and yours: choose."}

	CheckProgress   = T{"Scegli a che punto è questo obiettivo.", "Choose how far this goal is."}
	CheckNoGoals    = T{"Il progetto non ha obiettivi da verificare.", "The project has no goals to check."}
	CheckNothing    = T{"Scegli a che punto è almeno un obiettivo.", "Choose how far at least one goal is."}
	CheckCaseClosed = T{"Il caso è chiuso: riaprilo prima di verificare il progetto.", "The case is closed: reopen it before checking the project."}
	CheckNextNeeded = T{"Scrivi quando sarà la prossima verifica.", "Write when the next check will be."}
	CheckNextTooFar = T{"La prossima verifica è al massimo dopo %d giorni: entro il %s.", "The next check is at most %d days later: by %s."}
	CheckNextPast   = T{"La prossima verifica viene dopo questa.", "The next check comes after this one."}
	CheckWhat       = T{"Verifica del progetto", "Check of the project"}
	CheckReopens    = T{"Dalla verifica del %s.", "From the check of %s."}
)
