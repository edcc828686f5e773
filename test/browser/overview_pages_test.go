package browser

import "time"

// overviewPages are the figures of the zone and of one's own cases, and the rows behind one of them.
func (f *fixture) overviewPages() []visit {
	month := "/andamento/mese/" + time.Now().AddDate(0, -1, 0).Format("2006-01")
	return []visit{
		{route: "/andamento", user: "coordinator", path: "/andamento"},
		{route: "/andamento", user: "coordinator", path: "/andamento?programma=GOL_1"},
		{route: "/andamento", user: "director", path: "/andamento"},
		{route: "/andamento/elenco", user: "coordinator", path: "/andamento/elenco?cifra=segnalati"},
		{route: "/andamento/elenco", user: "coordinator", path: "/andamento/elenco?cifra=chiusi&parte=DECESSO"}, // nothing
		{route: "/andamento/mese/{mese}", user: "coordinator", path: month},
		{route: "/andamento/mese/{mese}", user: "director", path: month},
		{route: "/andamento/mio", user: "social-worker", path: "/andamento/mio"},
		{route: "/andamento/mio/elenco", user: "social-worker", path: "/andamento/mio/elenco?cifra=oggi"},
	}
}

func (f *fixture) overviewFiles() []visit {
	return []visit{
		{route: "/andamento/andamento.xlsx", user: "coordinator", path: "/andamento/andamento.xlsx"},
		{route: "/andamento/andamento.csv", user: "director", path: "/andamento/andamento.csv"},
	}
}
