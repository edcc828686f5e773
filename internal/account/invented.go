package account

import (
	"net/http"
	"time"

	"siil/internal/gate"
)

// inventedCode is the second factor that would be accepted now, for somebody who tries an invented zone on the machine it runs on: nobody
// there has a telephone linked, and there is nothing to protect. In every other case it is empty.
func (r *Room) inventedCode(req *http.Request, s Signed) (string, error) {
	if !r.g.Zone(s.Zone).Demo || !connectionAddress(req).IsLoopback() || r.opts.PublicURL != "" {
		return "", nil
	}
	var a secretsOf
	var secret []byte
	err := r.g.Unaudited(req.Context(), s.Zone, func(tx *gate.ReadTx) (err error) {
		if a, err = loadSecrets(tx, s.Account); err != nil || a.sealed == nil {
			return err
		}
		secret, err = tx.OpenZone("account", s.Account, "totp_secret", a.sealed)
		return err
	})
	if err != nil || secret == nil {
		return "", err
	}
	step := r.g.Now().Time().Unix() / int64(totpPeriod/time.Second)
	return totpCode(secret, max(step, a.step+1))
}
