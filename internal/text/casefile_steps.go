package text

// Next steps of a case: its page, the page of one step, their answers.
var (
	StepsTitle     = T{"Passi del caso", "Steps of the case"}
	StepTitle      = T{"Passo da fare", "Step to take"}
	StepsAll       = T{"Tutti i passi", "All steps"}
	StepsAdd       = T{"Aggiungi un passo", "Add a step"}
	StepSave       = T{"Aggiungi il passo", "Add the step"}
	StepsOpen      = T{"Da fare", "To do"}
	StepsEnded     = T{"Fatti e lasciati", "Done and dropped"}
	StepsNoneOpen  = T{"Nessun passo da fare.", "No step to take."}
	StepsNoneEnded = T{"Nessun passo fatto o lasciato.", "No step done or dropped."}
	StepWhat       = T{"Che cosa fare", "What to do"}
	StepWho        = T{"Chi lo fa", "Who does it"}
	StepDue        = T{"Entro il", "By"}
	StepHow        = T{"Com'è andata", "How it went"}
	StepYou        = T{"tu", "you"}
	StepMore       = T{"E altri %d passi da fare", "And %d more steps to take"}
	StepIsDone     = T{"Fatto", "Done"}
	StepDrop       = T{"Non serve più", "No longer needed"}
	StepDoneOf     = T{"Fatto: %s", "Done: %s"}
	StepDropOf     = T{"Non serve più: %s", "No longer needed: %s"}
	StepDropWhy    = T{"Perché non serve più", "Why it is no longer needed"}
	StepDropWill   = T{"Il passo resta nel fascicolo, segnato come lasciato, con il motivo.", "The step stays in the case file, marked as dropped, with the reason."}
	StepDoneOn     = T{"fatto %s", "done %s"}
	StepDroppedOn  = T{"lasciato %s", "dropped %s"}
	StepSaved      = T{"Passo aggiunto.", "Step added."}
	StepSaidDone   = T{"Segnato come fatto.", "Marked as done."}
	StepSaidDrop   = T{"Passo lasciato.", "Step dropped."}
	StepBack       = T{"Il passo è di nuovo da fare.", "The step is to be done again."}
	StepWriteWhat  = T{"Scrivi che cosa fare.", "Write what to do."}
	APIStepTitle   = T{"Nuovo passo", "New step"}
	APIStepAbout   = T{"Chi fa che cosa ed entro quando, deciso fuori da una seduta. Se il caso non ha una prossima data, diventa quella del passo. Può chi fissa le date del caso; chi lo deve fare lo sa per posta.", "Who does what and by when, decided outside a sitting. When the case has no next date, the step's becomes it. Whoever sets the dates of the case may; who is to do it is told by mail."}
)
