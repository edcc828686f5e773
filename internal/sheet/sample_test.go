package sheet

import (
	"strings"
	"testing"
)

// TestSamples reads the two lists as zones keep them.
func TestSamples(t *testing.T) {
	t.Run("csv", func(t *testing.T) {
		table := mustRead(t, "equipe-elenco.csv", sample(t, "equipe-elenco.csv"))
		if table.Kind != CSV || table.Encoding != windowsText || table.Separator != ";" {
			t.Errorf("kind %s, encoding %s, separator %q", table.Kind, table.Encoding, table.Separator)
		}
		if got := strings.Join(table.Heading.Texts(), "|"); got != "N.|Data segnalazione|Cognome e nome|C.F.|nato/a a|Data di nascita|Residenza|Tel.|Servizio inviante|Misura|Esito équipe|Note" {
			t.Errorf("heading %s", got)
		}
		if len(table.Rows) != 60 || len(table.Titles) != 0 {
			t.Fatalf("%d rows, %d titles", len(table.Rows), len(table.Titles))
		}
		// A line break inside a cell does not move the numbers of the rows below.
		first, last := table.Rows[0], table.Rows[59]
		if first.Line != 2 || first.Text(11) != "segue corso L2\nA2 in maggio" {
			t.Errorf("first row %d: %q", first.Line, first.Texts())
		}
		if last.Line != 61 || last.Text(0) != "60" || last.Text(11) != "colloquio da fissare; mediatore" {
			t.Errorf("last row %d: %q", last.Line, last.Texts())
		}
		if got := table.Rows[12].Text(2); got != "Esempio Niccolò" {
			t.Errorf("row 14: %q", got)
		}
		if got := table.Rows[2].Text(11); got != `dice: "vorrei un lavoro all'aperto"` {
			t.Errorf("row 4: %q", got)
		}
	})
	t.Run("xlsx", func(t *testing.T) {
		table := mustRead(t, "cpi-elenco.xlsx", sample(t, "cpi-elenco.xlsx"))
		if table.Kind != XLSX || table.Sheet != "Elenco" || table.Heading.Line != 3 || table.Heading.Text(12) != "ANNOTAZIONI" {
			t.Errorf("kind %s, sheet %s, heading %d %q", table.Kind, table.Sheet, table.Heading.Line, table.Heading.Texts())
		}
		if len(table.Titles) != 1 || table.Titles[0].Text(0) != "ÉQUIPE SIIL - elenco" {
			t.Errorf("titles %v", table.Titles)
		}
		if len(table.Rows) != 60 || table.Rows[0].Line != 4 || table.Rows[59].Line != 63 {
			t.Fatalf("%d rows from %d to %d", len(table.Rows), table.Rows[0].Line, table.Rows[59].Line)
		}
		if got := table.Rows[27].Text(0) + " " + table.Rows[27].Text(1); got != "RÒSSI TEST Sara" {
			t.Errorf("row 31: %q", got)
		}
		if got := table.Rows[1].Text(12); got != "segue corso L2\nA2 in maggio" {
			t.Errorf("row 5: %q", got)
		}
	})
}
