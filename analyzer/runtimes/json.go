package json // import "encoding/json"

import "io"

type Token any

type Decoder struct{}

func NewDecoder(from any) *Decoder
func (d *Decoder) Buffered() io.Reader
func (d *Decoder) Decode(into any) error
func (d *Decoder) DisallowUnknownFields()
func (d *Decoder) InputOffset() int64
func (d *Decoder) More() bool
func (d *Decoder) Token() (Token, error)
func (d *Decoder) UseNumber()

type Encoder struct{}

func NewEncoder(to any) *Encoder
func (e *Encoder) Encode(value any) error
func (e *Encoder) SetEscapeHTML(on bool)
func (e *Encoder) SetIndent(prefix, indent string)

func Marshal(value any) ([]byte, error)
func MarshalIndent(value any, prefix, indent string) ([]byte, error)
func Unmarshal(data []byte, into any) error
func Valid(data []byte) bool
