package text

// Words about what was signed.
var (
	PlanSignNoManager = T{"Il caso non ha un case manager: nominalo, poi raccogli la sua firma.", "The case has no case manager: appoint one, then collect their signature."}
	FieldTitle        = T{"Titolo", "Title"}
	FieldTowards      = T{"Per l'obiettivo", "Towards the goal"}
	PlanNotFrozen     = T{"Questa versione è ancora una bozza: non c'è niente da confrontare.", "This version is still a draft: there is nothing to compare."}
)
