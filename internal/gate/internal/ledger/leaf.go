package ledger

import (
	"bytes"
	"crypto/rand"
	"database/sql"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/google/uuid"
	"golang.org/x/mod/sumdb/tlog"

	"siil/internal/value"
)

// Leaf is one decision or disclosure: who did what to which thing, when, and whether it was allowed. It holds ids, codes and MACs, never
// a name or anything a person wrote, so that erasing a person leaves the log whole.
type Leaf struct {
	At      value.Instant
	Zone    string    // code of the zone, empty for the program itself
	Actor   string    // account id
	Role    string    // the role acted in
	Via     string    // page, API, command line, job
	Action  string    // an action of the policy
	Kind    string    // kind of the subject
	Subject string    // id of the subject; empty for lists
	OK      bool      // false for a refusal
	Why     string    // code of the reason, of a refusal or of an opening with a reason; never free text
	Rows    []Row     // the rows written, at most MaxRows
	Shown   *[32]byte // ShownRoot of the ids that a list or page showed
	Count   int       // how many rows or ids
	Salt    [8]byte   // random; keeps the hash of a leaf from being guessed. Append draws it when it is zero
}

// Row is a row as it stands after a write: number of its table, its id, and a keyed MAC of its content, by which a change made behind
// the program's back is found.
type Row struct {
	Table uint16
	ID    value.ID
	MAC   [16]byte
}

// MaxRows is how many rows one leaf may carry: some 200 kB. A longer write leaves several leaves.
const MaxRows = 4096

const (
	leafVersion = 1
	rowSize     = 2 + 16 + 16
)

var (
	b64       = base64.RawURLEncoding.Strict()
	errNoLeaf = errors.New("ledger: not a leaf")
)

// Encode is the leaf as it is hashed and proved: one JSON object with its members in a fixed order, empty ones left out, ids and rows
// packed as base64. The same leaf always gives the same bytes. Every row must have an id (Append checks it).
func (l *Leaf) Encode() []byte { return l.encode(true) }

// pack is the leaf as it is stored: without what stands in the columns beside it.
func (l *Leaf) pack() []byte { return l.encode(false) }

func (l *Leaf) encode(whole bool) []byte {
	b := make([]byte, 0, 256+len(l.Rows)*48)
	b = append(b, `{"v":1`...)
	if whole {
		b = appendWord(b, "at", l.At.String())
		b = appendWord(b, "zone", l.Zone)
		b = appendWord(b, "sub", packID(l.Subject))
	}
	b = appendWord(b, "who", packID(l.Actor))
	b = appendWord(b, "role", l.Role)
	b = appendWord(b, "via", l.Via)
	b = appendWord(b, "act", l.Action)
	b = appendWord(b, "kind", l.Kind)
	b = appendWord(b, "why", l.Why)
	if !l.OK {
		b = append(appendName(b, "no"), '1')
	}
	if l.Count != 0 {
		b = strconv.AppendInt(appendName(b, "n"), int64(l.Count), 10)
	}
	if l.Shown != nil {
		b = appendBytes(appendName(b, "shown"), l.Shown[:])
	}
	if len(l.Rows) > 0 {
		b = appendBytes(appendName(b, "rows"), packRows(l.Rows))
	}
	if l.Salt != [8]byte{} {
		b = appendBytes(appendName(b, "salt"), l.Salt[:])
	}
	return append(b, '}')
}

// appendWord adds a member with a text, nothing for an empty one.
func appendWord(b []byte, name, s string) []byte {
	if s == "" {
		return b
	}
	return appendText(appendName(b, name), s)
}

func appendName(b []byte, name string) []byte {
	b = append(b, `,"`...)
	return append(append(b, name...), `":`...)
}

func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			quoted, _ := json.Marshal(s) // a string always has a JSON form
			return append(b, quoted...)
		}
	}
	return append(append(append(b, '"'), s...), '"')
}

func appendBytes(b, p []byte) []byte {
	return append(b64.AppendEncode(append(b, '"'), p), '"')
}

// packID shortens a canonical UUID from 36 characters to 23. Any other text stays, behind a second tilde if it begins with one.
func packID(s string) string {
	if id, ok := value.ParseID(s); ok && string(id) == s {
		raw := uuid.MustParse(s)
		return "~" + b64.EncodeToString(raw[:])
	}
	if s != "" && s[0] == '~' {
		return "~" + s
	}
	return s
}

func unpackID(s string) (string, error) {
	if s == "" || s[0] != '~' {
		return s, nil
	}
	if len(s) > 1 && s[1] == '~' {
		return s[1:], nil
	}
	raw, err := b64.DecodeString(s[1:])
	if err != nil || len(raw) != 16 {
		return "", errNoLeaf
	}
	return uuid.UUID(raw).String(), nil
}

func packRows(rows []Row) []byte {
	b := make([]byte, 0, len(rows)*rowSize)
	for _, r := range rows {
		id, _ := uuid.Parse(string(r.ID))
		b = binary.BigEndian.AppendUint16(b, r.Table)
		b = append(b, id[:]...)
		b = append(b, r.MAC[:]...)
	}
	return b
}

func unpackRows(b []byte) ([]Row, error) {
	if len(b)%rowSize != 0 {
		return nil, errNoLeaf
	}
	var rows []Row
	for ; len(b) > 0; b = b[rowSize:] {
		rows = append(rows, Row{Table: binary.BigEndian.Uint16(b), ID: value.ID(uuid.UUID(b[2:18]).String()), MAC: [16]byte(b[18:rowSize])})
	}
	return rows, nil
}

// wireLeaf is the JSON form, for reading only.
type wireLeaf struct {
	V     int    `json:"v"`
	At    string `json:"at"`
	Zone  string `json:"zone"`
	Actor string `json:"who"`
	Role  string `json:"role"`
	Via   string `json:"via"`
	Act   string `json:"act"`
	Kind  string `json:"kind"`
	Sub   string `json:"sub"`
	Why   string `json:"why"`
	No    int    `json:"no"`
	N     int    `json:"n"`
	Shown string `json:"shown"`
	Rows  string `json:"rows"`
	Salt  string `json:"salt"`
}

// Decode reads what Encode gave, and nothing else: bytes that another writer would have put differently are refused.
func Decode(record []byte) (Leaf, error) {
	l, err := decode(record)
	if err != nil || !bytes.Equal(l.Encode(), record) {
		return Leaf{}, errNoLeaf
	}
	return l, nil
}

// Restore reads a leaf from the columns of ledger_leaf; subject is NULL when there is none. Like Decode it reads only what Append writes.
func Restore(zone string, subject sql.NullString, at string, body []byte) (Leaf, error) {
	l, err := decode(body)
	if err != nil || !bytes.Equal(l.pack(), body) || subject.Valid == (subject.String == "") {
		return Leaf{}, errNoLeaf
	}
	l.Zone, l.Subject = zone, subject.String
	if err := l.At.Scan(at); err != nil || l.At.String() != at {
		return Leaf{}, errNoLeaf
	}
	return l, nil
}

func decode(b []byte) (Leaf, error) {
	var w wireLeaf
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&w); err != nil || w.V != leafVersion {
		return Leaf{}, errNoLeaf
	}
	return w.leaf()
}

func (w *wireLeaf) leaf() (Leaf, error) {
	l := Leaf{Zone: w.Zone, Role: w.Role, Via: w.Via, Action: w.Act, Kind: w.Kind, OK: w.No == 0, Why: w.Why, Count: w.N}
	var shown, rows, salt []byte
	err := errors.Join(l.At.Scan(w.At), unpackInto(&l.Actor, w.Actor), unpackInto(&l.Subject, w.Sub),
		decodeInto(&shown, w.Shown, 32), decodeInto(&rows, w.Rows, 0), decodeInto(&salt, w.Salt, 8))
	if err != nil {
		return Leaf{}, err
	}
	if shown != nil {
		l.Shown = (*[32]byte)(shown)
	}
	if salt != nil {
		l.Salt = [8]byte(salt)
	}
	l.Rows, err = unpackRows(rows)
	return l, err
}

func unpackInto(to *string, packed string) (err error) {
	*to, err = unpackID(packed)
	return err
}

// decodeInto reads base64 of a given size, of any size for 0; the empty string is absent.
func decodeInto(to *[]byte, s string, size int) error {
	if s == "" {
		return nil
	}
	raw, err := b64.DecodeString(s)
	if err != nil || size > 0 && len(raw) != size {
		return errNoLeaf
	}
	*to = raw
	return nil
}

// check refuses a leaf that could not be read back; it draws the salt when there is none.
func (l *Leaf) check() error {
	switch {
	case l.At.IsZero() || l.Action == "":
		return errors.New("ledger: a leaf needs an instant and an action")
	case len(l.Rows) > MaxRows:
		return fmt.Errorf("ledger: a leaf carries at most %d rows", MaxRows)
	}
	for _, r := range l.Rows {
		if _, ok := value.ParseID(string(r.ID)); !ok {
			return fmt.Errorf("ledger: row of table %d without an id", r.Table)
		}
	}
	if l.Salt == [8]byte{} {
		rand.Read(l.Salt[:])
	}
	return nil
}

// ShownRoot is the root of the Merkle tree over the ids that were shown, in their order. Whoever has the list can prove that an id was
// among them; the leaf alone tells nobody which they were.
func ShownRoot(ids []value.ID) [32]byte {
	var t edge
	for i, id := range ids {
		t = t.add(int64(i), tlog.RecordHash([]byte(id)), nil)
	}
	return t.root()
}
