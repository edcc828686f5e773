package outbox

// Mail is how mail leaves: Server is smtp://user:password@host:port (smtps:// for TLS from the first byte), From the sender.
type Mail struct {
	Server string
	From   string
}
