using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>What an operation reads. A <see cref="Mat"/> converts by itself; the matrix stays the caller's.</summary>
public class InputArray : DisposableObject
{
    private readonly Mat _mat;

    internal InputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        _mat = mat;
    }

    internal MatHandle Handle => _mat.Handle;

    /// <summary>Wraps a matrix.</summary>
    /// <param name="mat">The matrix; it stays the caller's.</param>
    public static implicit operator InputArray(Mat mat) => Create(mat);

    /// <summary>Wraps a matrix.</summary>
    /// <param name="mat">The matrix; it stays the caller's.</param>
    /// <exception cref="ArgumentNullException">There is no matrix.</exception>
    public static InputArray Create(Mat mat) => new(mat);
}
