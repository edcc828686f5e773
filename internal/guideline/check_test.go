package guideline

import (
	"encoding/json"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"siil/guidelines"
	"siil/internal/text"
)

// edit changes the embedded files for one test.
func edit(t *testing.T, file string, change func(doc map[string]any)) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(guidelines.Files, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	templates, err := fs.Glob(guidelines.Files, templatePath("*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range append(names, templates...) {
		raw, err := fs.ReadFile(guidelines.Files, n)
		if err != nil {
			t.Fatal(err)
		}
		files[n] = &fstest.MapFile{Data: raw}
	}
	var doc map[string]any
	if err := json.Unmarshal(files[file].Data, &doc); err != nil {
		t.Fatal(err)
	}
	change(doc)
	raw, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	files[file] = &fstest.MapFile{Data: raw}
	return files
}

// entryOf finds an entry of a file by its code (or its position, for entries without one).
func entryOf(doc map[string]any, list, code string) map[string]any {
	for _, e := range doc[list].([]any) {
		if m := e.(map[string]any); m["code"] == code || m["state"] == code {
			return m
		}
	}
	panic("no " + code)
}

func set(list, code, key string, v any) func(map[string]any) {
	return func(doc map[string]any) { entryOf(doc, list, code)[key] = v }
}

func remove(list, code string) func(map[string]any) {
	return func(doc map[string]any) {
		doc[list] = slices.DeleteFunc(doc[list].([]any), func(e any) bool { return e.(map[string]any)["code"] == code })
	}
}

func double(list, code string) func(map[string]any) {
	return func(doc map[string]any) {
		doc[list] = append(doc[list].([]any), maps.Clone(entryOf(doc, list, code)))
	}
}

func word(list, code, w string) func(map[string]any) {
	return func(doc map[string]any) {
		e := entryOf(doc, list, code)
		e["words"] = append(e["words"].([]any), w)
	}
}

// setIn changes a field of a part of a file that is no list.
func setIn(part, key string, v any) func(map[string]any) {
	return func(doc map[string]any) { doc[part].(map[string]any)[key] = v }
}

func setTerm(state, key string, v any) func(map[string]any) {
	return func(doc map[string]any) {
		entryOf(doc, "states", state)["terms"].([]any)[0].(map[string]any)[key] = v
	}
}

// Each of these copies of the model is broken in one place; Check names the file and the code.
func TestCheckFindsSeededFaults(t *testing.T) {
	for name, f := range map[string]struct {
		file, code string
		change     func(map[string]any)
	}{
		"end of a step unknown":   {statesFile, "TAKE_UP", set("transitions", "TAKE_UP", "to", []string{"NOWHERE"})},
		"start of a step unknown": {statesFile, "TAKE_UP", set("transitions", "TAKE_UP", "from", []string{"SEGNALATA", "NOWHERE"})},
		"state unreachable": {statesFile, "IN_EQUIPE", func(d map[string]any) {
			remove("transitions", "TO_TEAM")(d)
			remove("transitions", "BACK_TO_TEAM")(d)
			remove("transitions", "RESUME")(d)
		}},
		"no closure":                   {statesFile, "IN_PREVALUTAZIONE", set("transitions", "CLOSE", "from", []string{"SOSPESA"})},
		"closed state left by hand":    {statesFile, "CHIUSA", set("transitions", "REOPEN", "by", "hand")},
		"closed state left by closure": {statesFile, "RINVIATA", set("transitions", "CLOSE", "from", []string{"SEGNALATA", "RINVIATA"})},
		"closed state without return":  {statesFile, "NON_AMMESSA", set("transitions", "REOPEN", "from", []string{"CHIUSA", "FOLLOW_UP", "RINVIATA"})},
		"reopening elsewhere":          {statesFile, "REOPEN", set("transitions", "REOPEN", "to", []string{"ASSEGNATA"})},
		"suspension by hand":           {statesFile, "SUSPEND", set("transitions", "SUSPEND", "by", "hand")},
		"closure by hand":              {statesFile, "CLOSE", set("transitions", "CLOSE", "by", "hand")},
		"command unknown":              {statesFile, "ASSIGN", set("transitions", "ASSIGN", "by", "magic")},
		"step twice":                   {statesFile, "ASSIGN", double("transitions", "ASSIGN")},
		"nobody may ask":               {statesFile, "ASSIGN", set("transitions", "ASSIGN", "needs", []string{})},
		"role of a step unknown":       {statesFile, "ASSIGN", set("transitions", "ASSIGN", "needs", []string{"boss"})},
		"verb in one language":         {statesFile, "ASSIGN", set("transitions", "ASSIGN", "label", []string{"Assegna"})},
		"initial state unknown":        {statesFile, "NUOVA", func(d map[string]any) { d["initial"] = "NUOVA" }},
		"state twice":                  {statesFile, "ASSEGNATA", double("states", "ASSEGNATA")},
		"state without English":        {statesFile, "ASSEGNATA", set("states", "ASSEGNATA", "label", []string{"Assegnata", " "})},
		"state of no phase":            {statesFile, "ASSEGNATA", set("states", "ASSEGNATA", "phase", "limbo")},
		"state of no kind":             {statesFile, "ASSEGNATA", set("states", "ASSEGNATA", "kind", "ajar")},
		"pips that do not fit":         {statesFile, "ASSEGNATA", set("states", "ASSEGNATA", "pips", 5)},
		"refused with pips":            {statesFile, "RINVIATA", set("states", "RINVIATA", "pips", 6)},
		"certainty unknown":            {statesFile, "ASSEGNATA", set("states", "ASSEGNATA", "certainty", "?")},
		"term of no days":              {statesFile, "IN_VALUTAZIONE", setTerm("IN_VALUTAZIONE", "count", 0)},
		"term of negative days":        {statesFile, "IN_VALUTAZIONE", setTerm("IN_VALUTAZIONE", "count", -3)},
		"term in moons":                {statesFile, "IN_VALUTAZIONE", setTerm("IN_VALUTAZIONE", "unit", "moon")},
		"term since when":              {statesFile, "IN_VALUTAZIONE", setTerm("IN_VALUTAZIONE", "since", "ever")},
		"term to nothing":              {statesFile, "IN_VALUTAZIONE", setTerm("IN_VALUTAZIONE", "to", []string{"", ""})},
		"phase out of order":           {statesFile, "progetto", set("phases", "progetto", "pip", 9)},
		"role without name":            {rolesFile, "tutor", set("roles", "tutor", "label", []string{})},
		"role of no section":           {rolesFile, "tutor", set("roles", "tutor", "section", "secret")},
		"reader unknown":               {sectionsFile, "health", set("sections", "health", "readers", []string{"health_worker", "doctor"})},
		"writer who may not read":      {sectionsFile, "health", set("sections", "health", "writers", []string{"tutor"})},
		"section without sentence":     {sectionsFile, "health", set("sections", "health", "read", []string{"La legge…"})},
		"section gone":                 {closureFile, "DETENZIONE", nil},
		"reason twice":                 {closureFile, "RINUNCIA", double("reasons", "RINUNCIA")},
		"reason that tells too much":   {suspensionFile, "SALUTE", set("reasons", "SALUTE", "outside", []string{"", ""})},
		"reason of no section":         {breakGlassFile, "ALTRO", set("reasons", "ALTRO", "section", "")},
		"outcome of no time":           {closureFile, "QUALIFICA", set("outcomes", "QUALIFICA", "when", "never")},
		"code with a space":            {programmesFile, "A DI", set("programmes", "ADI", "code", "A DI")},
		"ended on no date":             {programmesFile, "RDC", set("programmes", "RDC", "deprecated_at", "2024-02-31")},
		"word to two programmes":       {programmesFile, "GOL_4", word("programmes", "GOL_4", "a.d.i.")},
		"empty word":                   {programmesFile, "SFL", word("programmes", "SFL", " - ")},
		"body that tells too much":     {kindsFile, "SERD", set("kinds", "SERD", "outside", []string{"", ""})},
		"word to two kinds":            {kindsFile, "IMPRESA", word("kinds", "IMPRESA", "caritas")},
		"urgency without name":         {urgencyFile, "urgent", set("urgencies", "urgent", "label", []string{"", ""})},
		"heading of two fields":        {importFile, "notes", word("fields", "notes", "Tel.")},
		"heading also left out":        {importFile, "left_out", func(d map[string]any) { d["left_out"] = append(d["left_out"].([]any), "Codice Fiscale") }},
		"proposal to no state":         {importFile, "NUOVA", set("states", "SEGNALATA", "state", "NUOVA")},
		"proposal with unknown reason": {importFile, "SOSPESA", set("states", "SOSPESA", "suspension_reason", "VACANZA")},
		"proposal without reason":      {importFile, "CHIUSA", set("states", "CHIUSA", "closure_reason", "")},
		"unsure without why":           {importFile, "IN_EQUIPE", set("states", "IN_EQUIPE", "why", []string{"", ""})},
		"word to two states":           {importFile, "SEGNALATA", nil},
		"kind twice":                   {actionsFile, "CASA", double("kinds", "CASA")},
		"kind of no group":             {actionsFile, "CASA", set("kinds", "CASA", "group", "TEMPO_LIBERO")},
		"group without kinds": {actionsFile, "IMPRESA", func(d map[string]any) {
			remove("kinds", "SCOUTING")(d)
			remove("kinds", "ABBINAMENTO")(d)
			remove("kinds", "TUTOR_AZIENDA")(d)
		}},
		"kind of no section":          {actionsFile, "SERD", set("kinds", "SERD", "section", "")},
		"kind that serves nothing":    {actionsFile, "CASA", set("kinds", "CASA", "domains", []string{})},
		"kind of no domain":           {actionsFile, "CASA", set("kinds", "CASA", "domains", []string{"CASA", "GIARDINO"})},
		"kind of no fund":             {actionsFile, "CASA", set("kinds", "CASA", "funds", []string{"LOTTERIA"})},
		"kind whose fund tells":       {actionsFile, "COLLOCAMENTO_MIRATO", set("kinds", "COLLOCAMENTO_MIRATO", "section", "common")},
		"kind of no traineeship":      {actionsFile, "TIROCINIO_EXTRA", set("kinds", "TIROCINIO_EXTRA", "traineeship", "ESTIVO")},
		"kind helped in one language": {actionsFile, "PUC", set("kinds", "PUC", "help", []string{"Attività", ""})},
		"zone without own actions":    {actionsFile, OtherKind, remove("kinds", OtherKind)},
		"own actions not everywhere":  {actionsFile, OtherKind, set("kinds", OtherKind, "domains", []string{"CASA"})},
		"reason of an end twice":      {actionsFile, "ASSENZE", double("reasons", "ASSENZE")},
		"result without name":         {actionsFile, "COMPLETATA", set("results", "COMPLETATA", "label", []string{"", ""})},
		"traineeship of no months":    {actionsFile, "INCLUSIONE", set("traineeships", "INCLUSIONE", "months", 0)},
		"longer than longer":          {actionsFile, "INCLUSIONE", set("traineeships", "INCLUSIONE", "months_longer", 12)},
		"allowance below nothing":     {actionsFile, "INCLUSIONE", set("traineeships", "INCLUSIONE", "allowance", -1)},
		"limit without source":        {actionsFile, "INCLUSIONE", set("traineeships", "INCLUSIONE", "source", []string{"", ""})},
		"limit of no certainty":       {actionsFile, "INCLUSIONE", set("traineeships", "INCLUSIONE", "certainty", "?")},
		"checks never":                {actionsFile, "plan", setIn("plan", "check_days", 0)},
		"no goal at all":              {actionsFile, "plan", setIn("plan", "most_goals", 0)},
		"easy beyond reach":           {actionsFile, "plan", setIn("plan", "easy", 101)},
		"nobody signs":                {actionsFile, "plan", setIn("plan", "required", []string{})},
		"stranger signs":              {actionsFile, "plan", setIn("plan", "required", []string{"person", "mayor"})},
		"goal twice":                  {goalsFile, "CASA_TETTO", double("goals", "CASA_TETTO")},
		"goal without a domain":       {goalsFile, "CASA_TETTO", set("goals", "CASA_TETTO", "domain", "GIARDINO")},
		"goal up to no level":         {goalsFile, "CASA_TETTO", set("goals", "CASA_TETTO", "up_to", 6)},
		"goal from below":             {goalsFile, "CASA_TETTO", set("goals", "CASA_TETTO", "from", 0)},
		"goal from above its end":     {goalsFile, "CASA_TETTO", set("goals", "CASA_TETTO", "from", 3)},
		"goal nobody can see":         {goalsFile, "CASA_TETTO", set("goals", "CASA_TETTO", "reached_when", []string{"", ""})},
		"goal without actions":        {goalsFile, "CASA_TETTO", set("goals", "CASA_TETTO", "actions", []string{})},
		"goal to an action elsewhere": {goalsFile, "CASA_TETTO", set("goals", "CASA_TETTO", "actions", []string{"PATENTE"})},
		"domain without goals":        {goalsFile, "MOBILITA", func(d map[string]any) { remove("goals", "MOBILITA_PATENTE")(d); remove("goals", "MOBILITA_TURNI")(d) }},
		"model without date":          {modelFile, "toscana-siil", func(d map[string]any) { d["date"] = "ieri" }},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{}
			switch {
			case f.change != nil:
				files = edit(t, f.file, f.change)
			case name == "section gone":
				files = edit(t, sectionsFile, remove("sections", "justice"))
			default:
				files = edit(t, importFile, word("states", "SEGNALATA", "Irreperibile"))
				f.code = "" // the second of the two is named, with both
			}
			m, err := Load(files)
			if err != nil {
				t.Fatal(err)
			}
			problems := m.Check()
			for _, p := range problems {
				if p.File == f.file && (p.Code == f.code || f.code == "") {
					if !strings.Contains(p.Text().In(text.Italian), p.File) || strings.Contains(p.String(), "%!") {
						t.Errorf("words: %q", p)
					}
					return
				}
			}
			t.Errorf("not found; Check says %v", problems)
		})
	}
}

func TestLoadRefusesWhatIsNotAModel(t *testing.T) {
	for name, change := range map[string]func(fstest.MapFS){
		"file missing":  func(f fstest.MapFS) { delete(f, rolesFile) },
		"not JSON":      func(f fstest.MapFS) { f[rolesFile] = &fstest.MapFile{Data: []byte("roles:")} },
		"unknown field": func(f fstest.MapFS) { f[rolesFile] = &fstest.MapFile{Data: []byte(`{"roles":[],"rules":[]}`)} },
		"two documents": func(f fstest.MapFS) { f[rolesFile] = &fstest.MapFile{Data: []byte(`{"roles":[]}{}`)} },
	} {
		files := edit(t, modelFile, func(map[string]any) {})
		change(files)
		if _, err := Load(files); err == nil || !strings.Contains(err.Error(), rolesFile) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
