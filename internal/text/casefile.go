package text

// Why a command on a case cannot be done as it stands.
var (
	CaseNotOpen      = T{"Il caso è chiuso o sospeso: ricarica la pagina per vedere come sta.", "The case is closed or suspended: reload the page to see where it stands."}
	CaseNotSuspended = T{"Il caso non è sospeso: ricarica la pagina per vedere come sta.", "The case is not suspended: reload the page to see where it stands."}
	CaseNotClosed    = T{"Il caso non è chiuso: ricarica la pagina per vedere come sta.", "The case is not closed: reload the page to see where it stands."}
)
