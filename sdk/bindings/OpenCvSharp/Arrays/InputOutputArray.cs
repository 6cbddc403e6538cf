namespace OpenCvSharp;

/// <summary>What an operation changes in place. A <see cref="Mat"/> converts by itself.</summary>
public class InputOutputArray : OutputArray
{
    internal InputOutputArray(Mat mat)
        : base(mat)
    {
    }

    /// <summary>Wraps a matrix.</summary>
    /// <param name="mat">The matrix; it stays the caller's.</param>
    public static implicit operator InputOutputArray(Mat mat) => Create(mat);

    /// <summary>Wraps a matrix.</summary>
    /// <param name="mat">The matrix; it stays the caller's.</param>
    /// <exception cref="ArgumentNullException">There is no matrix.</exception>
    public static new InputOutputArray Create(Mat mat) => new(mat);
}
