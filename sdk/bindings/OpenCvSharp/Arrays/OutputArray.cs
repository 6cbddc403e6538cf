using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// What an operation writes: the matrix gets the size and type of the result. A <see cref="Mat"/> converts by itself.
/// </summary>
public class OutputArray : DisposableObject
{
    private readonly Mat _mat;

    internal OutputArray(Mat mat)
    {
        ArgumentNullException.ThrowIfNull(mat);
        _mat = mat;
    }

    internal MatHandle Handle => _mat.Handle;

    /// <summary>Wraps a matrix.</summary>
    /// <param name="mat">The matrix; it stays the caller's.</param>
    public static implicit operator OutputArray(Mat mat) => Create(mat);

    /// <summary>Wraps a matrix.</summary>
    /// <param name="mat">The matrix; it stays the caller's.</param>
    /// <exception cref="ArgumentNullException">There is no matrix.</exception>
    public static OutputArray Create(Mat mat) => new(mat);
}
