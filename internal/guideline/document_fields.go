package guideline

import (
	"siil/internal/blank"
	"siil/internal/text"
)

// DocumentFields are the fields that templates of documents may use, each with an invented value. Their words are in text.DocumentField. What a field
// gives is gathered by the room of documents, which leaves out what the section of the model does not admit.
var DocumentFields = documentFields()

// named is a field with its name.
type named struct {
	name    string
	kind    blank.Kind
	samples []string
	of      []named
}

func words(name string, samples ...string) named { return named{name: name, samples: samples} }
func flag(name string) named                     { return named{name: name, kind: blank.Flag} }
func list(name string, of ...named) named        { return named{name: name, kind: blank.List, of: of} }

func documentFields() blank.Dictionary {
	all := []named{
		words("zona.nome", "Zona di esempio"),
		words("ente.nome", "Società della Salute di esempio"),
		words("oggi", "25/11/2026"),
		words("documento.data", "25/11/2026"),
		words("autore.nome", "Carla Neri"),
		words("autore.ruolo", "assistente sociale"),
		words("destinatario.nome", "Servizio sociale di un'altra zona"),
		words("destinatario.motivo", "La persona si trasferisce."),
		words("appuntamento.data", "03/12/2026"),
		words("appuntamento.ora", "10:00"),
		words("appuntamento.luogo", "Centro per l'impiego, via di Prova 1"),
		words("appuntamento.motivo", "parlare del progetto"),

		words("persona.nome", "Anna"),
		words("persona.cognome", "Prova"),
		words("persona.nata_il", "01/02/1990"),
		words("persona.nata_a", "Pistoia"),
		words("persona.codice_fiscale", "PRVNNA90B41G713X"),
		words("persona.indirizzo", "via di Prova 2"),
		words("persona.comune", "Pescia"),
		words("persona.telefono", "0572 000000"),
		words("persona.email", "anna@example.org"),
		words("persona.lingua", "italiano"),

		words("caso.numero", "123"),
		words("caso.stato", "In carico"),
		words("caso.stato_dal", "10/10/2026"),
		words("caso.aperto_il", "01/09/2026"),
		words("caso.case_manager", "Carla Neri"),
		words("caso.sede", "Pescia"),
		words("caso.prossima_data", "03/12/2026"),
		words("caso.prossima_cosa", "colloquio"),
		list("caso.programmi",
			words("nome", "ADI"),
			words("dal", "01/06/2026")),
		list("caso.gruppo",
			words("nome", "Carla Neri", "Marco Righi"),
			words("ruolo", "case manager", "operatore del Centro per l'impiego")),

		words("segnalazione.numero", "45"),
		words("segnalazione.data", "01/09/2026"),
		words("segnalazione.da", "Luca Landi, Associazione di esempio"),
		words("segnalazione.ente", "Associazione di esempio"),
		words("segnalazione.segnalante", "Luca Landi"),
		words("segnalazione.motivo", "Cerca lavoro da due anni e vive in un alloggio temporaneo."),
		words("segnalazione.richiesta", "Un percorso di orientamento."),
		words("segnalazione.parole_persona", "Vorrei lavorare in cucina."),
		words("segnalazione.urgenza", "Ordinaria"),
		words("segnalazione.informata", "Sì, ed è d'accordo"),
		list("segnalazione.bisogni",
			words("nome", "Lavoro e ricerca di lavoro", "Casa"),
			words("nota", "Non ha un curriculum.", "Contratto in scadenza.")),
		list("segnalazione.servizi",
			words("nome", "Servizio sociale")),
		words("segnalazione.altri_servizi", "Sportello del comune"),
		words("segnalazione.esito", "Porta in équipe"),
		words("segnalazione.esito_detto", "La segnalazione va all'équipe. Il prossimo passo: la seduta."),
		words("segnalazione.motivo_esito", "Servono insieme il lavoro e la casa."),
		words("segnalazione.consiglio", "Punto unico di accesso"),
		words("segnalazione.esito_il", "08/09/2026"),
		words("segnalazione.esito_di", "Rita Fabbri"),
		words("segnalazione.decisione", "Preso in carico"),
		words("segnalazione.decisione_detta", "L'équipe ha preso in carico la persona."),
		words("segnalazione.decisione_motivo", "I bisogni riguardano più servizi."),
		words("segnalazione.decisione_consiglio", "Servizio sociale del comune"),
		words("segnalazione.decisione_il", "20/09/2026"),

		words("valutazione.data", "05/10/2026"),
		words("valutazione.tipo", "Ingresso"),
		words("valutazione.autonomia", "2,6"),
		words("valutazione.occupabilita", "2,1"),
		words("valutazione.punti_di_forza", "Sa organizzarsi."),
		words("valutazione.desideri", "Un lavoro vicino a casa."),
		words("valutazione.decisione", "Preparare il progetto."),
		list("valutazione.domini",
			words("nome", "Casa", "Mobilità"),
			words("livello", "2", "3"),
			words("frase", "È ospite.", "Usa l'autobus."),
			words("nota", "Da un parente.", "Non ha la patente."),
			words("persona", "2", "4"),
			words("persona_parole", "Vorrei una casa mia.", "Mi sposto bene.")),

		words("progetto.numero", "2"),
		words("progetto.stato", "In vigore"),
		words("progetto.in_vigore_dal", "15/10/2026"),
		words("progetto.desideri", "Lavorare in cucina e avere una casa mia."),
		words("progetto.prossima_verifica", "13/01/2027"),
		list("progetto.obiettivi",
			words("testo", "Trovare un lavoro in cucina", "Trovare una casa"),
			words("raggiunto_quando", "ho un contratto di almeno tre mesi", "ho un contratto di affitto"),
			words("avanzamento", "in corso", "non iniziato"),
			list("azioni", actionFields()...)),
		list("progetto.impegni",
			words("chi", "Anna Prova", "Servizio sociale"),
			words("testo", "Vado al corso.", "Chiama ogni mese.")),
		list("progetto.verifiche",
			words("data", "13/01/2027", "13/04/2027")),
		list("azioni", actionFields()...),
		list("verifiche",
			words("data", "13/11/2026"),
			words("progetto", "2"),
			flag("con_persona"),
			words("parole_persona", "Il corso mi piace."),
			words("cambiamenti", "Ha finito il primo corso."),
			words("prossima", "13/01/2027"),
			list("obiettivi",
				words("testo", "Trovare un lavoro in cucina"),
				words("avanzamento", "in corso"),
				words("nota", "Due colloqui fatti."))),
		list("passi",
			words("cosa", "Chiamare il corso"),
			words("chi", "Carla Neri"),
			words("entro", "01/12/2026")),

		words("chiusura.data", "30/11/2027"),
		words("chiusura.motivo", "Lavoro"),
		words("chiusura.note", "Ha un contratto di un anno."),
		list("chiusura.esiti",
			words("nome", "Al lavoro all'uscita", "Abitazione autonoma")),
		words("chiusura.autonomia_ingresso", "2,6"),
		words("chiusura.autonomia_uscita", "3,8"),
		words("chiusura.occupabilita_ingresso", "2,1"),
		words("chiusura.occupabilita_uscita", "3,5"),
		words("chiusura.senza_uscita", "Non è venuta all'ultimo colloquio."),

		words("seduta.numero", "12"),
		words("seduta.data", "01/12/2026"),
		words("seduta.ora", "9:30"),
		words("seduta.luogo", "Sala riunioni"),
		list("seduta.membri",
			words("nome", "Carla Neri", "Marco Righi"),
			words("ruolo", "assistente sociale", "operatore del Centro per l'impiego")),
		list("seduta.casi",
			words("posizione", "1", "2"),
			words("numero", "123", "130"),
			words("perche", "Nuova segnalazione", "Verifica"),
			words("dal", "01/11/2026", "10/11/2026")),

		words("anno.numero", "2026"),
		words("anno.segnalati", "120"),
		words("anno.presi_in_carico", "80"),
		words("anno.in_carico", "95"),
		words("anno.chiusi", "40"),
		words("anno.sedute", "22"),
		words("anno.verifiche_nei_termini", "150"),
		words("anno.verifiche_in_ritardo", "18"),
		words("anno.autonomia_meglio", "21"),
		words("anno.autonomia_uguale", "9"),
		words("anno.autonomia_peggio", "meno di 5"),
		words("anno.occupabilita_meglio", "19"),
		words("anno.occupabilita_uguale", "12"),
		words("anno.occupabilita_peggio", "meno di 5"),
		list("anno.stati",
			words("nome", "In carico", "In attesa dell'équipe"),
			words("numero", "95", "8")),
		list("anno.motivi",
			words("nome", "Lavoro", "Rinuncia"),
			words("numero", "18", "meno di 5")),
		list("anno.esiti",
			words("nome", "Al lavoro all'uscita"),
			words("numero", "18")),
		list("anno.comuni",
			words("nome", "Pescia", "Uzzano"),
			words("segnalati", "30", "meno di 5"),
			words("presi_in_carico", "20", "meno di 5")),

		flag("parti.identita"),
		flag("parti.contatti"),
		flag("parti.bisogni"),
		flag("parti.profilo"),
		flag("parti.progetto"),
		flag("parti.azioni"),
		flag("parti.verifiche"),
		flag("parti.chiusura"),
	}
	for _, f := range actionFields() {
		f.name = "azione." + f.name
		all = append(all, f)
	}
	return dictionary("", all)
}

// actionFields are those of one action.
func actionFields() []named {
	return []named{
		words("cosa", "Corso di cucina", "Tirocinio"),
		words("dove", "Scuola di esempio, Pescia", "Trattoria di esempio, Uzzano"),
		words("ente", "Scuola di esempio", "Cooperativa di esempio"),
		words("luogo", "Pescia", "Uzzano"),
		words("dal", "01/11/2026", "01/02/2027"),
		words("al", "20/12/2026", "31/07/2027"),
		words("chi", "Marco Righi", "Carla Neri"),
		words("stato", "in corso", "prevista"),
		words("esito", "portato a termine", "interrotto"),
		words("ore", "60", "400"),
		words("ore_fatte", "24", "0"),
		words("fondo", "Fondo di esempio", "Fondo di esempio"),
		words("nota", "Due mattine alla settimana.", "Da confermare."),
		words("promotore", "Centro per l'impiego", "Centro per l'impiego"),
		words("ospitante", "Trattoria di esempio", "Trattoria di esempio"),
		words("tutor", "Sara Conti", "Sara Conti"),
		words("mesi", "6", "6"),
		words("indennita", "500,00 €", "500,00 €"),
	}
}

func dictionary(path string, all []named) blank.Dictionary {
	out := blank.Dictionary{}
	for _, f := range all {
		d := blank.Field{Kind: f.kind, Words: text.DocumentField[path+f.name]}
		switch f.kind {
		case blank.List:
			d.Of = dictionary(path+f.name+".", f.of)
			d.Sample = samples(f.of)
		case blank.Flag:
			d.Sample = true
		default:
			d.Sample = f.samples[0]
		}
		out[f.name] = d
	}
	return out
}

// samples are the invented items of a list: as many as a field of it has values.
func samples(of []named) (out []map[string]any) {
	most := 1
	for _, f := range of {
		most = max(most, len(f.samples))
	}
	for n := range most {
		out = append(out, sample(of, n))
	}
	return out
}

// sample is an invented item of a list, the nth.
func sample(of []named, n int) map[string]any {
	out := map[string]any{}
	for _, f := range of {
		switch f.kind {
		case blank.List:
			out[f.name] = samples(f.of)
		case blank.Flag:
			out[f.name] = n == 0
		default:
			out[f.name] = f.samples[min(n, len(f.samples)-1)]
		}
	}
	return out
}
