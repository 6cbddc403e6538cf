using System.Buffers;

namespace DenseEdge.Agent.Control;

/// <summary>Reads lines of UTF-8, none longer than a bound.</summary>
internal sealed class LineReader(Stream stream)
{
    private const int MostBytes = 1 << 20;

    private readonly byte[] _buffer = new byte[4096];
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>Reads a line.</summary>
    /// <returns>Without its line feed; null at the end of the stream.</returns>
    /// <exception cref="IOException">The line is too long, or the connection broke.</exception>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        _line.ResetWrittenCount();
        while (true)
        {
            int length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            _line.Write(_buffer.AsSpan(_start, length < 0 ? _end - _start : length));
            if (length >= 0)
            {
                _start += length + 1;
                return _line.WrittenSpan.ToArray();
            }

            if (_line.WrittenCount > MostBytes)
            {
                throw new IOException($"Expected a line of at most {MostBytes} bytes, found a longer one.");
            }

            _start = 0;
            _end = await stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
            if (_end == 0)
            {
                return null;
            }
        }
    }
}
