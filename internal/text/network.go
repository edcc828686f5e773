package text

// Words of the directory of bodies.
var (
	ReservedService = T{"Servizio sanitario", "Health service"}
)
