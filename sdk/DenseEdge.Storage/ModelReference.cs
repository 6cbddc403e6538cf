namespace DenseEdge.Storage;

/// <summary>An installed model, as the pointer names it.</summary>
/// <param name="Digest">The bundle's digest: <c>sha256:</c> and 64 lower-case hexadecimal digits.</param>
/// <param name="ModelPath">The ONNX file, relative to the store's folder, with <c>/</c> between its parts.</param>
public sealed record ModelReference(string Digest, string ModelPath)
{
    private const string DigestStart = "sha256:";
    private const int HexDigits = 64;

    /// <summary>Whether a text is a digest as <see cref="Digest"/> has it.</summary>
    /// <param name="text">The text.</param>
    public static bool IsDigest(string? text)
        => text is not null && text.Length == DigestStart.Length + HexDigits
            && text.StartsWith(DigestStart, StringComparison.Ordinal)
            && text.Skip(DigestStart.Length).All(char.IsAsciiHexDigitLower);

    /// <summary>The digits of a digest: the name of its folder.</summary>
    /// <param name="digest">A digest.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static string HexOf(string digest) => IsDigest(digest)
        ? digest[DigestStart.Length..]
        : throw new ArgumentException(
            $"Expected 'sha256:' and {HexDigits} lower-case hexadecimal digits, found '{digest}'.", nameof(digest));

    /// <exception cref="InvalidDataException">A part is malformed, or leads out of the store.</exception>
    internal ModelReference Checked()
    {
        string[] parts = ModelPath.Split('/');
        if (!IsDigest(Digest) || Array.Exists(parts, part => part is "" or "." or "..")
            || ModelPath.AsSpan().ContainsAny('\\', '\n', '\0'))
        {
            throw new InvalidDataException($"Expected a digest and a path inside the store, found '{Digest} {ModelPath}'.");
        }

        return this;
    }
}
