using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace DenseEdge.Fleet.Backup;

/// <summary>Reads a dump's lines and checks at the end that nothing is missing or changed.</summary>
internal sealed class DumpLines : IDisposable
{
    private readonly GZipStream _input;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _buffer = new byte[64 << 10];
    private int _begin;
    private int _end;

    public DumpLines(Stream input) => _input = new GZipStream(input, CompressionMode.Decompress, leaveOpen: true);

    /// <summary>The next line; null after the last, once its checksum has been found right.</summary>
    /// <exception cref="InvalidDataException">The dump is damaged or cut short.</exception>
    public async Task<JsonElement?> NextAsync(CancellationToken cancellation)
    {
        ReadOnlyMemory<byte> line = await LineAsync(cancellation).ConfigureAwait(false);
        JsonElement element = Parse(line);
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty("sha256", out JsonElement digest))
        {
            string found = Convert.ToHexStringLower(_hash.GetCurrentHash());
            return digest.ValueKind == JsonValueKind.String && digest.GetString() == found
                ? null
                : throw new InvalidDataException(
                    $"The dump is damaged: its content has SHA-256 {found}, but its last line says {digest}. Take another copy.");
        }

        _hash.AppendData(line.Span);
        return element;
    }

    public void Dispose()
    {
        _input.Dispose();
        _hash.Dispose();
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException("The dump is damaged: a line isn't JSON. Take another copy.", exception);
        }
    }

    private async Task<ReadOnlyMemory<byte>> LineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            int length = _buffer.AsSpan(_begin, _end - _begin).IndexOf((byte)'\n') + 1;
            if (length > 0)
            {
                ReadOnlyMemory<byte> line = _buffer.AsMemory(_begin, length);
                _begin += length;
                return line;
            }

            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        Buffer.BlockCopy(_buffer, _begin, _buffer, 0, _end - _begin);
        (_begin, _end) = (0, _end - _begin);
        if (_end == _buffer.Length)
        {
            if (_end >= DumpFormat.MostLineBytes)
            {
                throw new InvalidDataException($"The dump is damaged: a line is longer than {DumpFormat.MostLineBytes} bytes.");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = await _input.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
        if (read == 0)
        {
            throw new InvalidDataException(
                "The dump is cut short: its last line, with the checksum, is missing. Take another copy.");
        }

        _end += read;
    }
}
