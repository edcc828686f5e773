package attachment

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/value"
)

const (
	// seenCols are what was seen of a file when it came in: see File.Pages and File.HasThumb.
	seenCols = "COALESCE(pages, 0), CASE WHEN thumb IS NULL THEN 0 ELSE 1 END"

	ofSQL = `SELECT id, person_id, name, kind, size, digest, made_at, made_by, ` + seenCols + ` FROM attachment
		WHERE zone = $1 AND subject_id = $2 AND ended_at IS NULL
		AND person_id IN (SELECT id FROM person WHERE zone = $1 AND (id = $3 OR merged_into = $3)) ORDER BY made_at, id`
	subjectSQL = "SELECT person_id, subject, subject_id FROM attachment WHERE zone = $1 AND id = $2 AND ended_at IS NULL"
	fileSQL    = `SELECT person_id, subject, subject_id, name, kind, size, digest, pieces, made_at, made_by, ` + seenCols + ` FROM attachment
		WHERE zone = $1 AND id = $2 AND ended_at IS NULL`
	piecesSQL = "SELECT id, body FROM attachment_piece WHERE zone = $1 AND attachment_id = $2 ORDER BY n"
)

// Attach gives the files of a slot to a person, as part of a subject (a referral, a case), in the command that accepts the form and has
// decided: they are sealed anew under the person's key, piece by piece, and wait no longer. It gives what it attached.
func Attach(tx *gate.WriteTx, account value.ID, slot string, person value.ID, subject string, subjectID value.ID) ([]File, error) {
	found, err := pending(&tx.ReadTx, account, slot)
	if err != nil {
		return nil, err
	}
	out := make([]File, 0, len(found))
	for _, w := range found {
		f := w.File
		f.ID, f.MadeAt = value.NewID(), tx.Now()
		name, err := tx.Seal(person, "attachment", f.ID, "name", f.Name)
		if err != nil {
			return nil, err
		}
		row := gate.Row{"id": f.ID, "person_id": person, "subject": subject, "subject_id": subjectID, "name": name, "kind": f.Kind,
			"size": f.Size, "digest": f.Digest, "pieces": w.pieces, "made_at": f.MadeAt, "made_by": account}
		if f.Pages > 0 {
			row["pages"] = f.Pages
		}
		if err = moveThumb(tx, w, person, f.ID, row); err == nil {
			err = tx.Insert("attachment", row)
		}
		for n := 0; n < w.pieces && err == nil; n++ {
			err = movePiece(tx, w.ID, n, person, f.ID)
		}
		if err == nil {
			err = removeUpload(tx, w.ID)
		}
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// moveThumb seals the thumbnail of a waiting file anew, for the row of the file.
func moveThumb(tx *gate.WriteTx, w waiting, person, file value.ID, row gate.Row) error {
	if !w.HasThumb {
		return nil
	}
	plain, err := uploadThumb(&tx.ReadTx, w.ID)
	if err == nil {
		row["thumb"], err = tx.Seal(person, "attachment", file, "thumb", string(plain))
	}
	return err
}

func movePiece(tx *gate.WriteTx, upload value.ID, n int, person, file value.ID) error {
	body, err := uploadPiece(&tx.ReadTx, upload, n)
	if err != nil {
		return err
	}
	id := value.NewID()
	sealed, err := tx.Seal(person, "attachment_piece", id, "body", string(body))
	if err != nil {
		return err
	}
	return tx.Insert("attachment_piece", gate.Row{"id": id, "attachment_id": file, "n": n, "body": sealed})
}

// Of lists the files of one subject of a person, also those that came under a record that was merged into this person's. The caller has
// decided on the subject.
func Of(tx *gate.ReadTx, person value.ID, subjectID value.ID) ([]File, error) {
	type named struct {
		File
		person value.ID
		sealed []byte
	}
	found, err := gate.All(tx, ofSQL, []any{tx.Zone(), subjectID, person}, func(s gate.Scanner) (n named, err error) {
		return n, s.Scan(&n.ID, &n.person, &n.sealed, &n.Kind, &n.Size, &n.Digest, &n.MadeAt, &n.MadeBy, &n.Pages, &n.HasThumb)
	})
	if err != nil {
		return nil, err
	}
	openers := map[value.ID]func(string, value.ID, string, []byte) (string, error){}
	out := make([]File, len(found))
	for i, n := range found {
		if openers[n.person] == nil {
			if openers[n.person], err = tx.Opener(n.person); err != nil {
				return nil, err
			}
		}
		if n.Name, err = openers[n.person]("attachment", n.ID, "name", n.sealed); err != nil {
			return nil, err
		}
		out[i] = n.File
	}
	return out, nil
}

// OfEach lists the files of several subjects of a person, by subject, in two queries; people are the ids of the person's records. The caller has
// decided on the subjects.
func OfEach(tx *gate.ReadTx, people, subjects []value.ID) (map[value.ID][]File, error) {
	out := map[value.ID][]File{}
	if len(people) == 0 || len(subjects) == 0 {
		return out, nil
	}
	open, err := tx.Openers(people)
	if err != nil {
		return nil, err
	}
	args := []any{tx.Zone()}
	query := `SELECT id, person_id, subject_id, name, kind, size, digest, made_at, made_by, ` + seenCols + ` FROM attachment WHERE zone = $1 AND ended_at IS NULL AND subject_id IN ` +
		gate.Among(&args, subjects) + " AND person_id IN " + gate.Among(&args, people) + " ORDER BY made_at, id"
	err = tx.Each(query, args, func(s gate.Scanner) error {
		var f File
		var person, subject value.ID
		var sealed []byte
		err := s.Scan(&f.ID, &person, &subject, &sealed, &f.Kind, &f.Size, &f.Digest, &f.MadeAt, &f.MadeBy, &f.Pages, &f.HasThumb)
		if err == nil {
			f.Name, err = open(person, "attachment", f.ID, "name", sealed)
		}
		out[subject] = append(out[subject], f)
		return err
	})
	return out, err
}

// Subject tells what a file belongs to, without opening it, for the caller to decide on. A file that is not there is NotFound.
func Subject(tx *gate.ReadTx, id value.ID) (person value.ID, subject string, subjectID value.ID, err error) {
	err = tx.One(subjectSQL, []any{tx.Zone(), id}, &person, &subject, &subjectID)
	return person, subject, subjectID, err
}

// Content opens a file. The caller decides on the subject, before (see Subject) or after, in the same transaction. A content that is no
// longer the one that came in is a fault.
func Content(tx *gate.ReadTx, id value.ID) (f File, content []byte, subject string, subjectID value.ID, err error) {
	var person value.ID
	var sealed []byte
	var pieces int
	f.ID = id
	err = tx.One(fileSQL, []any{tx.Zone(), id}, &person, &subject, &subjectID, &sealed, &f.Kind, &f.Size, &f.Digest, &pieces, &f.MadeAt, &f.MadeBy, &f.Pages, &f.HasThumb)
	if err != nil {
		return File{}, nil, "", "", err
	}
	open, err := tx.Opener(person)
	if err == nil {
		f.Name, err = open("attachment", id, "name", sealed)
	}
	if err != nil {
		return File{}, nil, "", "", err
	}
	content = make([]byte, 0, min(max(f.Size, 0), MaxSize))
	err = tx.Each(piecesSQL, []any{tx.Zone(), id}, func(s gate.Scanner) error {
		var piece value.ID
		if err := s.Scan(&piece, &sealed); err != nil {
			return err
		}
		plain, err := open("attachment_piece", piece, "body", sealed)
		content = append(content, plain...)
		pieces--
		return err
	})
	if sum := sha256.Sum256(content); err == nil && (pieces != 0 || hex.EncodeToString(sum[:]) != f.Digest) {
		err = fault.Wrap(errors.New("the content of a file is not the one that came in"), "attachment")
	}
	if err != nil {
		return File{}, nil, "", "", err
	}
	return f, content, subject, subjectID, nil
}
