package document

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/value"
)

// titleOf opens the title of a document of a reserved section.
func titleOf(open gate.Unseal, x row) (string, error) {
	if x.sealed == nil {
		return "", nil
	}
	plain, err := open(x.PersonID, "document", x.ID, "sealed", x.sealed)
	if err != nil {
		return "", err
	}
	var w sealedWords
	return w.Title, fault.Wrap(json.Unmarshal([]byte(plain), &w), "sealed document")
}

// Read reads one document with its title, text and files, for whoever reads its section; otherwise it is NotFound.
func (r *Room) Read(ctx context.Context, who gate.Actor, id value.ID) (d Document, markdown string, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) (err error) {
		d, markdown, err = read(tx, id)
		return err
	})
	return d, markdown, err
}

func read(tx *gate.ReadTx, id value.ID) (Document, string, error) {
	x, people, err := decided(tx, id)
	if err != nil {
		return Document{}, "", err
	}
	w, err := x.open(tx)
	if err != nil {
		return Document{}, "", err
	}
	if x.Section.Sealed() {
		x.Title = w.Title
	}
	one := []Document{x.Document}
	err = filesOf(tx, people, one)
	return one[0], w.Text, err
}

// decided loads a document and decides that the actor reads it. people are the ids of the person's records.
func decided(tx *gate.ReadTx, id value.ID) (row, []value.ID, error) {
	x, err := load(tx, id)
	if err != nil {
		return row{}, nil, err
	}
	c, res, err := standing(tx, x.Document)
	if err != nil {
		return row{}, nil, err
	}
	return x, c.People(), tx.DecideWhy(policy.DocumentRead, res, string(x.Section))
}

const fileSQL = "SELECT id, size, digest, body FROM document_file WHERE zone = $1 AND document_id = $2 AND format = $3"

// Open gives a file of a produced document, for whoever reads its section. A content that is no longer the one that was kept is a fault.
func (r *Room) Open(ctx context.Context, who gate.Actor, id value.ID, format string) (d Document, content []byte, err error) {
	err = r.g.Read(ctx, who, func(tx *gate.ReadTx) error {
		x, _, err := decided(tx, id)
		if err != nil {
			return err
		}
		d = x.Document
		f := File{Format: format}
		var sealed []byte
		if err := tx.One(fileSQL, []any{tx.Zone(), id, format}, &f.ID, &f.Size, &f.Digest, &sealed); err != nil {
			return err
		}
		if content, err = unseal(tx, d.PersonID, "document_file", f.ID, "body", sealed); err != nil {
			return err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != f.Digest {
			return fault.Wrap(errors.New("the content of a file is not the one that was kept"), "document")
		}
		d.Files = []File{f}
		return nil
	})
	return d, content, err
}

func unseal(tx *gate.ReadTx, person value.ID, table string, id value.ID, column string, sealed []byte) ([]byte, error) {
	if person == "" {
		return tx.OpenZone(table, id, column, sealed)
	}
	open, err := tx.Opener(person)
	if err != nil {
		return nil, err
	}
	plain, err := open(table, id, column, sealed)
	return []byte(plain), err
}

// FileName is the name under which a file of the document is saved: never a person's, nor what it says.
func (d Document) FileName(format string) string { return d.fileStem() + "." + format }

func (d Document) fileStem() string {
	return "documento-" + strconv.Itoa(d.Number) + "-" + strconv.Itoa(d.Year)
}
