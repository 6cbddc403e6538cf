namespace OpenCvSharp;

/// <summary>The four characters that name a video codec.</summary>
public readonly struct FourCC : IEquatable<FourCC>
{
    /// <summary>The characters as a number, the first in the lowest byte.</summary>
    public readonly int Value;

    /// <summary>Leaves the choice to the library.</summary>
    public const int Default = -1;

    /// <summary>MPEG-4 part 2 by its container's name.</summary>
    public static readonly int MP4V = FromString(nameof(MP4V));

    /// <summary>Motion JPEG.</summary>
    public static readonly int MJPG = FromString(nameof(MJPG));

    /// <summary>MPEG-4 part 2.</summary>
    public static readonly int XVID = FromString(nameof(XVID));

    /// <summary>H.264.</summary>
    public static readonly int X264 = FromString(nameof(X264));

    /// <summary>Makes a code of its number.</summary>
    /// <param name="value">The number.</param>
    public FourCC(int value) => Value = value;

    /// <summary>Makes the number of a code.</summary>
    /// <param name="fourcc">The code.</param>
    public static implicit operator int(FourCC fourcc) => fourcc.Value;

    /// <summary>Makes a code of its number.</summary>
    /// <param name="code">The number.</param>
    public static implicit operator FourCC(int code) => new(code);

    /// <summary>Compares two codes.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(FourCC left, FourCC right) => left.Equals(right);

    /// <summary>Compares two codes.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(FourCC left, FourCC right) => !left.Equals(right);

    /// <summary>Makes a code of four characters.</summary>
    /// <param name="c1">The first.</param>
    /// <param name="c2">The second.</param>
    /// <param name="c3">The third.</param>
    /// <param name="c4">The fourth.</param>
    public static FourCC FromFourChars(char c1, char c2, char c3, char c4) => new(VideoWriter.FourCC(c1, c2, c3, c4));

    /// <summary>Makes a code of up to four characters; missing ones are spaces.</summary>
    /// <param name="code">The characters.</param>
    /// <exception cref="ArgumentException">There are none, or more than four.</exception>
    public static FourCC FromString(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length is >= 1 and <= 4
            ? new FourCC(VideoWriter.FourCC(code.PadRight(4)))
            : throw new ArgumentException($"Expected one to four characters, got '{code}'.", nameof(code));
    }

    /// <inheritdoc/>
    public bool Equals(FourCC other) => Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FourCC other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Value;
}
