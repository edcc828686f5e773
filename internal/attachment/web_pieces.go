package attachment

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"siil/internal/fault"
	"siil/internal/gate"
	"siil/internal/policy"
	"siil/internal/text"
	"siil/internal/ui"
	"siil/internal/value"
)

// PartSize is the largest part that a browser may send at once: what the server takes of any body that is no form with files.
const PartSize = 1 << 20

// What a request says of its part, and what the answer says of the file.
const (
	headerMark   = "Upload-Mark"
	headerName   = "Upload-Name" // percent-encoded
	headerOffset = "Upload-Offset"
)

// Routes are what Field's script asks, of the files of whoever asks alone.
func (r *Room) Routes() []ui.Route {
	return []ui.Route{
		ui.PostFiles(pathFiles+"/{slot}/pezzi", policy.ProfileUse, PartSize, r.postPart),
		ui.Get(pathFiles+"/{slot}/{id}/miniatura", policy.ProfileUse, r.getThumb),
	}
}

// postPart takes in a part of a file. It answers 202 and where to go on, or, with the last part, the row that shows the file; what is
// refused is told in plain words.
func (r *Room) postPart(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	if err := r.ownRead(req.Context(), who, func(*gate.ReadTx) error { return nil }); err != nil {
		return err
	}
	p := Part{Mark: req.Header.Get(headerMark)}
	var err error
	p.Name, err = url.PathUnescape(req.Header.Get(headerName))
	if err == nil {
		p.Offset, err = strconv.ParseInt(req.Header.Get(headerOffset), 10, 64)
	}
	if err != nil {
		return &fault.Error{Kind: fault.Invalid, Text: text.FileFormWrong, Cause: err}
	}
	slot := req.PathValue("slot")
	now, err := r.Put(req.Context(), who, slot, p, io.LimitReader(req.Body, PartSize))
	var f *fault.Error
	if errors.As(err, &f) && f.Kind == fault.Invalid && len(f.Fields) == 1 {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusUnprocessableEntity)
		_, _ = io.WriteString(w, ui.S(req.Context(), f.Fields[0].Text)) // the reader went away: nobody is left to tell
		return nil
	}
	if err != nil {
		return err
	}
	w.Header().Set(headerOffset, strconv.FormatInt(now.Offset, 10))
	if now.File == nil {
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(http.StatusAccepted)
		return nil
	}
	return ui.Render(w, req, http.StatusOK, row(slot, *now.File))
}

// getThumb gives the thumbnail of a file that waits.
func (r *Room) getThumb(w http.ResponseWriter, req *http.Request, who gate.Actor) error {
	id, err := ui.PathID(req, "id")
	if err != nil {
		return err
	}
	var b []byte
	err = r.ownRead(req.Context(), who, func(tx *gate.ReadTx) (err error) {
		var own value.ID
		if err = tx.One(ownSQL, []any{tx.Zone(), who.Account, req.PathValue("slot"), id}, &own); err == nil {
			b, err = uploadThumb(tx, own)
		}
		return err
	})
	if err == nil {
		serveThumb(w, b)
	}
	return err
}
