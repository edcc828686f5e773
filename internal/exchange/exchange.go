// Package exchange brings in the lists that zones keep in spreadsheets, and gives back what could not come in. A list is read, its columns
// are matched to what the program knows, every line is judged against the archive and against the lines before it, and the good lines
// come in together or not at all. The words of the list are kept, sealed, as they were. Only who may run an import (policy.ImportRun)
// sees any of it.
package exchange

// Result is what became of a line.
type Result string

// The results. New + updated + same + joined + doubtful + refused make up every line of a list.
const (
	Added    Result = "new" // somebody whom the archive does not have
	Updated  Result = "updated"
	Same     Result = "same"     // the archive holds all of it already
	Joined   Result = "joined"   // the same person as an earlier line of this list
	Doubtful Result = "doubtful" // somebody must choose
	Refused  Result = "refused"  // the list must be put right
	unread   Result = "unread"   // not judged yet: its columns wait to be matched
)

// Results lists the results in the order in which pages show them.
var Results = []Result{Added, Updated, Same, Joined, Doubtful, Refused}

// Good tells whether a line comes in.
func (r Result) Good() bool { return r == Added || r == Updated || r == Same || r == Joined }

// Counts is how many lines had each result.
type Counts struct {
	Lines    int `json:"lines"`
	New      int `json:"new"`
	Updated  int `json:"updated"`
	Same     int `json:"same"`
	Doubtful int `json:"doubtful"`
	Refused  int `json:"refused"`
	Joined   int `json:"joined"`
}

func (c *Counts) add(r Result) {
	c.Lines++
	switch r {
	case Added:
		c.New++
	case Updated:
		c.Updated++
	case Same:
		c.Same++
	case Joined:
		c.Joined++
	case Doubtful:
		c.Doubtful++
	case Refused:
		c.Refused++
	}
}

// Of is the number of lines with a result.
func (c Counts) Of(r Result) int {
	return map[Result]int{Added: c.New, Updated: c.Updated, Same: c.Same, Joined: c.Joined, Doubtful: c.Doubtful, Refused: c.Refused}[r]
}

// Entering is the number of lines that change something.
func (c Counts) Entering() int { return c.New + c.Updated + c.Joined }

// Out is the number of lines that stay outside.
func (c Counts) Out() int { return c.Doubtful + c.Refused }

// Report is what an import did, line by line, as the command line prints it.
type Report struct {
	Counts
	DryRun bool         `json:"dry_run"`
	Report []LineReport `json:"report"`
}

// LineReport is what became of one line. Line is the row number as a person sees it in the spreadsheet; Column the heading to look at;
// Reason a stable code.
type LineReport struct {
	Line    int    `json:"line"`
	Result  Result `json:"result"`
	Column  string `json:"column"`
	Reason  string `json:"reason"`
	Message string `json:"message"`
}
