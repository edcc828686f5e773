package text

// What the rules of the guidelines say of an action.
var (
	TraineeshipTooLong       = T{"Il tirocinio può durare al massimo %s mesi: anticipa la fine.", "The traineeship may last at most %s months: end it earlier."}
	TraineeshipTooLongUnless = T{"Il tirocinio può durare al massimo %s mesi, %s se scrivi perché serve più tempo.", "The traineeship may last at most %s months, %s if you write why it needs longer."}
	TraineeshipPaysTooMuch   = T{"L'indennità può essere al massimo di %s al mese: riducila.", "The allowance may be at most %s a month: lower it."}
	OverlapSameCourse        = T{"La stessa azione con lo stesso ente è pagata da due fondi negli stessi giorni: controlla che le ore non siano contate due volte.", "The same action with the same body is paid by two funds on the same days: check that no hour is counted twice."}
	OverlapSameDay           = T{"Nello stesso giorno più di 8 ore su due fondi diversi: controlla che le ore non siano contate due volte.", "More than 8 hours on one day under two funds: check that no hour is counted twice."}
)
