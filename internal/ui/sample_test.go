package ui

import (
	"context"
	"io"
	"net/url"

	"github.com/a-h/templ"

	"siil/internal/fault"
	"siil/internal/text"
)

var r = text.Raw

// sampleViewer is somebody who sees everything that the frame can show.
var sampleViewer = Viewer{Name: "Elena Righi", RoleName: "assistente sociale", ZoneName: "Valdinievole", Now: "24/11/2026, 10:41", Demo: true, CanSearch: true,
	Entries: []NavEntry{
		{"today", r("Oggi"), "/oggi", 0}, {"referrals", r("Segnalazioni"), "/segnalazioni", 2}, {"cases", r("Casi"), "/casi", 0},
		{"sittings", r("Sedute"), "/sedute", 0}, {"network", r("Rete"), "/rete", 0}, {"indicators", r("Andamento"), "/andamento", 0},
	}}

func sampleCtx() context.Context { return WithViewer(context.Background(), sampleViewer) }

// seq renders components one after the other.
func seq(cs ...templ.Component) templ.Component { return templ.Join(cs...) }

// html is markup of a room's own.
func html(s string) templ.Component { return templ.Raw(s) }

// with gives a component its children.
func with(c templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return c.Render(templ.WithChildren(ctx, seq(children...)), w)
	})
}

// sampleForm holds what was typed wrong in every kind of field.
func sampleForm() Form {
	f := NewForm("family", "Provini <b>", "tax", "PRVSMR90A41", "born", "31/02/2024", "why", "Vive sola con due figli.", "informed", "no",
		"need", "work", "need", "family", "line-work", "lavora a ore", "section", "social", "mail", "elena@example.org", "urgent", "1")
	var c fault.Check
	c.Add("family", r("Scrivi il cognome come sul documento."))
	c.Add("tax", r("L'ultima lettera del codice fiscale non torna: controlla il codice sulla tessera."))
	c.Add("born", r("Il 31/02/2024 non esiste: scrivi un altro giorno."))
	c.Add("informed", r("Scegli una risposta."))
	c.Add("service", r("Scegli il servizio."))
	c.Add("why", r("Scrivi il motivo: serve a chi ha segnalato."))
	c.Add("need", r("Segna almeno un bisogno."))
	c.Add("line-family", r("Scrivi una riga."))
	c.Add("", r("La segnalazione è già stata inviata."))
	return f.With(c.Err())
}

func samplePage() Page {
	return Page{
		Title: r("Nuova segnalazione"), Nav: "referrals",
		Crumbs:  []Crumb{{r("Segnalazioni"), "/segnalazioni"}, {r("Nuova"), ""}},
		Actions: seq(ButtonLink("/a", Button{Kind: Outline, Text: r("Nota rapida"), Icon: "edit"}), ButtonLink("/b", Button{Kind: Filled, Text: r("Fai la verifica")})),
		Flash:   &Flash{Text: r("Prossima data: gio 03/12."), UndoAction: "/casi/1/data/annulla", UndoFields: map[string]string{"id": "7"}},
		Body:    sampleFields(sampleForm()), Aside: sampleAside(),
	}
}

func sampleFields(f Form) templ.Component {
	needs := []Option{{Value: "work", Label: r("Lavoro e ricerca di lavoro")}, {Value: "home", Label: r("Casa")}, {Value: "family", Label: r("Famiglia e carichi di cura"), Hint: r("(senza diagnosi)")}}
	yes := []Option{{Value: "yes", Label: r("Sì")}, {Value: "no", Label: r("Non ancora")}}
	services := []Option{{Value: "1", Label: r("Pescia"), Group: r("Servizio sociale")}, {Value: "2", Label: r("Monsummano"), Group: r("Servizio sociale")}, {Value: "3", Label: r("CPI Pescia"), Group: r("Lavoro")}}
	return seq(ErrorSummary(f), with(FormBox("/segnalazioni"),
		with(Block(r("1. Persona")), with(templ.Component(grid()),
			Text(f, Field{Name: "family", Label: r("Cognome"), Cols: 6, Required: true, Max: 80}),
			Text(f, Field{Name: "tax", Label: r("Codice fiscale"), Hint: r("Se manca, lascia vuoto: si completa dopo"), Cols: 6, Mono: true, Max: 16}),
			Date(f, Field{Name: "born", Label: r("Nata/o il"), Cols: 3}),
			Text(f, Field{Name: "place", Label: r("Comune o Paese di nascita"), Cols: 3, List: []string{"Uzzano", "Buggiano"}}),
			Tel(f, Field{Name: "phone", Label: r("Telefono"), Cols: 3, Optional: true}),
			Email(f, Field{Name: "mail", Label: r("Posta elettronica"), Cols: 3}),
			Select(f, Field{Name: "service", Label: r("Servizio o ente"), Cols: 6, Blank: text.NoChoice}, services),
			Number(f, Field{Name: "hours", Label: r("Ore"), Cols: 3}),
			Password(f, Field{Name: "secret", Label: r("Password"), Cols: 3}),
		)),
		with(Block(r("3. Motivo e bisogni")),
			TextArea(f, Field{Name: "why", Label: r("Perché si segnala, con parole semplici"), Draft: "referral", Max: 2000, Rows: 3}),
			TickLines(f, Field{Name: "need", Label: r("Bisogni visti")}, "line-", needs),
			Radios(f, Field{Name: "informed", Label: r("La persona è informata e d'accordo?"), Inline: true}, yes),
			Checkboxes(f, Field{Name: "active", Label: r("Servizi già attivi"), Inline: true, Optional: true}, needs),
			Check(f, Field{Name: "urgent", Label: r("Urgente, con motivo")}),
			RadioCards(f, Field{Name: "decision", Label: r("Decisione")}, []Option{{Value: "a", Label: r("Presa in carico")}, {Value: "b", Label: r("Ad altro servizio")}, {Value: "c", Label: r("Più informazioni")}}),
			File(f, Field{Name: "file", Label: r("Allegato"), Accept: ".pdf"}),
			Code(f, Field{Name: "code", Label: r("Codice dell'app"), Max: 6, Cols: 3}),
		),
		with(Callout(Note, r("Succederà questo:")), html(" il caso passa a “In valutazione” fino al 26/12/2026.")),
		with(Callout(Warning, r("Da controllare:")), html(" la data.")),
		with(Callout(Refusal, r("Non riuscito:")), html(" il file.")),
		with(Callout(Success, r("Fatto:")), html(" la nota.")),
		with(Actions(r("Risposta entro 10 giorni lavorativi: 07/12/2026")), Submit(r("Invia la segnalazione")), SubmitAs(Button{Kind: Outline, Text: r("Salva bozza"), Name: "draft", Value: "1"}), SubmitAs(Button{Kind: Danger, Text: r("Cancella")})),
	))
}

func grid() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		io.WriteString(w, `<div class="fields">`)
		if err := templ.GetChildren(ctx).Render(templ.ClearChildren(ctx), w); err != nil {
			return err
		}
		_, err := io.WriteString(w, `</div>`)
		return err
	})
}

func sampleAside() templ.Component {
	return seq(
		with(Box(r("Chi può leggere")), html(`<div class="rows"><div><span>`), SectionTag(r("Sociale"), false), html(`</span><span>Righi, Landi</span></div><div><span>`), SectionTag(r("Sanitaria"), true), html(`</span><span>Conti</span></div></div>`)),
		with(Box(r("I miei casi")), html(`<ul class="figures"><li><a href="/casi">Aperti</a> `), Count(1234, "/casi?mio=1"), html(`</li></ul>`)),
	)
}

// sampleList is a list page with everything that lists have.
func sampleList() Page {
	body := seq(
		Tabs(r("Elenchi salvati"), []Tab{{r("I miei"), "34", "/casi", true}, {r("In ritardo"), "2", "/casi?r=1", false}, {r("Salva questo elenco"), "", "/x", false}}),
		with(Chips([]Chip{{r("Case manager: Righi"), "/casi?a=1"}, {r("Aperti"), "/casi?b=1"}}),
			with(AddFilter(r("Stato")), with(QueryBox("/casi"), Checkboxes(NewForm(), Field{Name: "state", Label: r("Stato")}, []Option{{Value: "a", Label: r("In équipe")}, {Value: "b", Label: r("Assegnata")}}), Submit(text.FilterApply)))),
		CountChips([]CountChip{{r("Tutto"), 13, "/oggi", true, NoMark}, {r("Senza data"), 3, "/oggi?c=d", false, Missing}, {r("Dubbie"), 11, "/x", false, Doubtful}}),
		with(Scroll(r("Casi")), with(Lines(r("I miei casi"), true), sampleRows())),
		with(Pagination(Pages{Prev: "/casi?p=1", Next: "/casi?p=2", Note: r("Da 1 a 16 di 34")}), KeysHint()),
		with(Empty(r("Nessun caso con questi filtri.")), html(`<a href="/casi">Togli i filtri</a>`)),
	)
	return Page{Title: r("Casi"), Nav: "cases", Wide: true, Body: body,
		Actions: with(DropMenu(r("Altre azioni")), html("<li>"), ButtonLink("/c", Button{Kind: Link, Text: r("Chiudi il caso"), Confirm: true}), html("</li><li>"), PostButton("/d", nil, Button{Kind: Link, Text: r("Esporta")}), html("</li>"))}
}

func sampleRows() templ.Component {
	cells := func(name, tax string, p Pips, state string, d NextDate) templ.Component {
		return seq(html(`<tr><th scope="row" class="m-main"><a data-open href="/casi/1">`+name+`</a></th><td class="mono m-hide">`+tax+`</td><td class="m-sub">`), PipsWord(p, r(state)), html(`</td><td class="m-side">`), NextDateCell(d), html(`</td></tr>`))
	}
	return seq(html("<thead><tr>"), Heading(Column{r("Cognome e nome"), "/casi?o=n", "ascending", false}), Heading(Column{Label: r("Codice fiscale")}), Heading(Column{r("Stato"), "/casi?o=s", "", false}), Heading(Column{Label: r("Prossima data")}), html("</tr></thead><tbody>"),
		GroupRow("4", r("In ritardo, 3")),
		cells("Bozzi Ahmed", "BZZHMD88S24Z335S", Pips{5, 6, true}, "Sospesa", NextDate{Href: "/casi/1/data", Text: r("lun 30/11"), Value: "30/11"}),
		cells("Provini Samira", "PRVSMR90A41Z330P", Pips{5, 6, false}, "In attuazione", NextDate{Href: "/casi/2/data", Mark: Late, Text: r("da 6 giorni")}),
		cells("Fantasi Mihai", "FNTMHI79S26Z129Y", Pips{3, 6, false}, "In valutazione", NextDate{Href: "/casi/3/data", Mark: Today, Text: r("mar 24/11")}),
		cells("Segni Marco", "SGNMRC74T04D612Y", Pips{6, 6, false}, "Chiusa", NextDate{Href: "/casi/4/data", Mark: Missing, Text: r("senza data")}),
		html("</tbody>"))
}

// sampleCase is a page with a band of facts above tabs.
func sampleCase() Page {
	phases := []Phase{{r("Segnalazione"), r("12/03/2026, CPI Monsummano"), Done}, {r("Équipe"), r("26/03/2026, presa in carico"), Done}, {r("Valutazione"), r("chiusa il 21/04/2026"), Done},
		{r("Progetto"), r("versione 2 firmata il 14/09/2026"), Done}, {r("Attuazione"), r("3 azioni su 8 concluse"), Now}, {r("Chiusura"), r("prevista per maggio 2027"), ToDo}}
	head := seq(
		with(Facts(), with(FactItem("phone"), html(`<a href="tel:3330009469">333 000 9469</a>`)), with(FactItem("pin"), html("Monsummano Terme")), with(FactItem("comment"), html("arabo, italiano A2, <b>serve mediatrice</b>"))),
		DefinitionStrip([]Fact{{Label: r("Stato"), Value: r("In attuazione"), Note: r("dall'11/05/2026"), Pips: &Pips{5, 6, false}}, {Label: r("Prossima data"), Value: r("verifica in ritardo di 6 giorni"), Mark: Late},
			{Label: r("Case manager"), Value: r("Elena Righi"), Note: r("(tu), sede di Monsummano")}, {Label: r("Progetto"), Value: r("Versione 2"), Note: r("firmata"), Href: "/p"}, {Label: r("Autonomia / Occupabilità"), Value: r("2,8 / 2,4"), Note: r("(ingresso 2,6 / 1,8)")}}),
		PhaseLine(phases),
		Tabs(r("Fascicolo"), []Tab{{r("Diario"), "", "/c/1", true}, {r("Progetto"), "", "/c/1/p", false}, {r("Valutazioni"), "3", "/c/1/v", false}, {r("Azioni"), "8", "/c/1/a", false}, {r("Documenti"), "12", "/c/1/d", false}}),
	)
	f := NewForm("section", "social")
	readers := []SectionOption{{"common", r("Comune"), r("tutta la squadra del caso")}, {"social", r("Sociale"), r("La leggeranno in 2: Righi, Landi")}}
	body := seq(
		with(FormBox("/c/1/note"), html(`<div class="compose">`), TextArea(f, Field{Name: "note", Label: r("Nota"), Draft: "note-1", Example: r("Scrivi una nota: chi, che cosa si è deciso, il prossimo passo")}), html(`<div class="compose-line">`), SectionSelect(f, Field{Name: "section", Label: r("Sezione")}, readers), SubmitAs(Button{Kind: Outline, Text: r("Salva nota")}), html(`</div></div>`)),
		html(`<h2 class="entries-month">Novembre 2026</h2><ol class="entries"><li class="entry"><div class="when"><b>gio 19</b> 16:20</div><div><p class="by">`), SectionTag(r("Lavoro"), false), html(`<b>Paolo Bandini</b>, operatore CPI</p><p class="words">Colloquio al CPI. Il vivaio Le Querce conferma il tirocinio fino al 28/02. Chiede se può fare il turno delle 7: c'è da risolvere chi porta i figli a scuola.</p></div></li>`+
			`<li class="entry entry-small"><div class="when"><b>lun 16</b></div><p class="words">Presenze di ottobre del tirocinio registrate da <b>Vivaio Le Querce</b>: 78 ore su 80</p></li></ol>`),
		Steps([]Step{{r("Carica il file"), "/i/1", Done}, {r("Abbina le colonne"), "", Now}, {r("Controlla"), "", ToDo}, {r("Conferma"), "", ToDo}}),
		SideBySide(r("Nel file, riga 12"), r("In archivio"), []Compared{{r("Nome"), "Inventati Chiara", "Chiara Inventati", false}, {r("Nata il"), "09/07/2005", "07/09/2005", true}}),
		sampleMarks(), sampleBars(),
		with(Fold(r("Mesi precedenti")), html("<p>29 voci</p>")),
	)
	return Page{Title: r("Samira Provini"), Window: r("Fascicolo 2026/0112"), Nav: "cases", Crumbs: []Crumb{{r("Casi"), "/casi"}, {r("I miei"), "/casi?mio=1"}, {r("Samira Provini"), ""}}, Sub: seq(html("<span>36 anni, nata il 01/01/1990 in Marocco</span><span class=\"mono\">PRVSMR90A41Z330P</span>")),
		Head: head, Body: body, Aside: sampleAside(), AsideFirst: true,
		Actions: seq(with(DropMenu(r("Altre azioni")), html(`<li><a href="/c/1/s">Sospendi</a></li>`)), ButtonLink("/v", Button{Text: r("Fai la verifica")}))}
}

var allMarks = []MarkKind{Late, Today, Missing, Done, Failed, Now, ToDo, New, Updated, Same, Joined, Doubtful, Own, Again, NoMark}

func sampleMarks() templ.Component {
	cs := []templ.Component{html("<p>")}
	for _, m := range allMarks {
		cs = append(cs, Mark(m, r("parola")), html(" &nbsp; "))
	}
	return seq(append(cs, Tag(r("Prima presentazione")), html("</p>"))...)
}

func sampleBars() templ.Component {
	return seq(html(`<p class="legend">`), LegendKey(Solid, r("attuazione")), LegendKey(Hatch, r("prima")), LegendKey(Hollow, r("sospesi")), html(`</p>`),
		with(Lines(r("Carico"), false), html(`<thead><tr><th scope="col">Case manager</th><th scope="col">Casi aperti</th><th scope="col" class="num">Totale</th></tr></thead><tbody><tr><th scope="row">Dario Lunghi</th><td>`),
			Bar(40, 35, Segment{21, Solid}, Segment{14, Hatch}, Segment{3, Hollow}), html(`</td><td class="num">38</td></tr></tbody>`)))
}

// samplePages are the pages that the tests look at, by name.
func samplePages() map[string]templ.Component {
	return map[string]templ.Component{
		"form": Layout(samplePage()),
		"list": Layout(sampleList()),
		"case": Layout(sampleCase()),
		"confirm": ConfirmPage(Confirm{Title: r("Chiudi il caso di Samira Provini?"), Consequence: r("Si potrà riaprire come nuovo episodio."), Action: "/c/1/chiusura", Fields: url.Values{"reason": {"work"}},
			Yes: r("Chiudi il caso"), Back: "/c/1", Danger: true, Nav: "cases"}),
		"missing": ErrorPage(fault.NotFound, "7F3A"),
		"broken":  ErrorPage(fault.Internal, "7F3A"),
		"login": Plain(r("Entra"), with(FormBox("/entra"), Email(NewForm(), Field{Name: "mail", Label: r("Posta elettronica"), Auto: "username"}),
			Password(NewForm(), Field{Name: "password", Label: r("Password")}), with(Actions(text.T{}), Submit(r("Entra"))))),
	}
}
