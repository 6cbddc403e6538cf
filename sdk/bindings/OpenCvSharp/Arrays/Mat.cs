using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// A matrix of OpenCV's: rows of elements of one <see cref="MatType"/>. Several matrices can look at the same data
/// (regions, <see cref="FromPixelData(int, int, MatType, Array, long)"/>); it lives until the last one is disposed of.
/// </summary>
public partial class Mat : DisposableCvObject
{
    private readonly MatHandle _handle;

    /// <summary>Makes an empty matrix, for an operation to write to.</summary>
    public Mat()
    {
        NativeMethods.MatNew(out _handle);
    }

    /// <summary>Reads an image file; the matrix is empty if the file is no image.</summary>
    /// <param name="fileName">The file.</param>
    /// <param name="flags">How it is turned into a matrix.</param>
    /// <exception cref="ArgumentNullException">The name is null or empty.</exception>
    public Mat(string fileName, ImreadModes flags = ImreadModes.Color)
    {
        NotEmpty(fileName, nameof(fileName));
        NativeMethods.ImRead(fileName, (int)flags, out _handle);
    }

    /// <summary>Makes a matrix whose elements have no values yet.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="cols">Columns.</param>
    /// <param name="type">Type of the elements.</param>
    /// <exception cref="OpenCVException">There is no such matrix, or no memory for it.</exception>
    public Mat(int rows, int cols, MatType type)
    {
        NativeMethods.MatNew(rows, cols, type, out _handle);
    }

    /// <summary>Makes a matrix whose elements have no values yet.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="type">Type of the elements.</param>
    /// <exception cref="OpenCVException">There is no such matrix, or no memory for it.</exception>
    public Mat(Size size, MatType type)
        : this(size.Height, size.Width, type)
    {
    }

    /// <summary>Makes a matrix of one value.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="cols">Columns.</param>
    /// <param name="type">Type of the elements.</param>
    /// <param name="s">The value.</param>
    /// <exception cref="OpenCVException">There is no such matrix, or no memory for it.</exception>
    public Mat(int rows, int cols, MatType type, Scalar s)
    {
        NativeMethods.MatNew(rows, cols, type, in s, out _handle);
    }

    /// <summary>Makes a matrix of one value.</summary>
    /// <param name="size">Columns and rows.</param>
    /// <param name="type">Type of the elements.</param>
    /// <param name="s">The value.</param>
    /// <exception cref="OpenCVException">There is no such matrix, or no memory for it.</exception>
    public Mat(Size size, MatType type, Scalar s)
        : this(size.Height, size.Width, type, s)
    {
    }

    /// <summary>Makes a matrix that looks at a part of another one; the data is shared.</summary>
    /// <param name="m">The other matrix.</param>
    /// <param name="roi">The part.</param>
    /// <exception cref="OpenCVException">The part sticks out of the matrix.</exception>
    public Mat(Mat m, Rect roi)
    {
        ArgumentNullException.ThrowIfNull(m);
        NativeMethods.MatNew(m.Handle, roi.X, roi.Y, roi.Width, roi.Height, out _handle);
        _handle.Share(m.Handle.Pin);
    }

    internal Mat(MatHandle handle) => _handle = handle;

    /// <summary>Gets the number of dimensions; 0 if the matrix is empty.</summary>
    public int Dims => Layout().Dims;

    /// <summary>Gets the number of rows.</summary>
    public int Rows => Layout().Rows;

    /// <summary>Gets the number of columns.</summary>
    public int Cols => Layout().Cols;

    /// <summary>Gets the number of rows.</summary>
    public int Height => Rows;

    /// <summary>Gets the number of columns.</summary>
    public int Width => Cols;

    /// <summary>
    /// Gets the address of the first element; it is valid until the matrix is disposed of or written anew.
    /// </summary>
    public IntPtr Data => Layout().Data;

    internal MatHandle Handle
    {
        get
        {
            ThrowIfDisposed();
            return _handle;
        }
    }

    private protected override IntPtr NativeAddress => _handle.DangerousGetHandle();

    /// <summary>Gets a matrix that looks at a part of this one; the data is shared.</summary>
    /// <param name="roi">The part.</param>
    /// <exception cref="OpenCVException">The part sticks out of the matrix.</exception>
    public Mat this[Rect roi] => new(this, roi);

    /// <summary>Makes a matrix that looks at memory of the caller's, which must outlive it.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="cols">Columns.</param>
    /// <param name="type">Type of the elements.</param>
    /// <param name="data">The first element.</param>
    /// <param name="step">Bytes from one row to the next; 0 if there is no gap.</param>
    /// <exception cref="OpenCVException">There is no such matrix.</exception>
    public static Mat FromPixelData(int rows, int cols, MatType type, IntPtr data, long step = 0)
    {
        NativeMethods.MatNew(rows, cols, type, data, step, out MatHandle handle);
        return new Mat(handle);
    }

    /// <summary>Makes a matrix that looks at an array, which stays in place until the matrix is disposed of.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="cols">Columns.</param>
    /// <param name="type">Type of the elements.</param>
    /// <param name="data">The elements, row by row.</param>
    /// <param name="step">Bytes from one row to the next; 0 if there is no gap.</param>
    /// <exception cref="OpenCVException">There is no such matrix.</exception>
    public static Mat FromPixelData(int rows, int cols, MatType type, Array data, long step = 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        PinnedArray pin = new PinnedArray(data).Share();
        try
        {
            NativeMethods.MatNew(rows, cols, type, pin.Address, step, out MatHandle handle);
            handle.Share(pin);
            return new Mat(handle);
        }
        finally
        {
            pin.Release();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
        }

        base.Dispose(disposing);
    }

    internal static void NotEmpty(string text, string name)
    {
        if (string.IsNullOrEmpty(text))
        {
            throw new ArgumentNullException(name);
        }
    }

    private MatLayout Layout()
    {
        NativeMethods.MatLayout(
            Handle,
            out int dims,
            out int rows,
            out int cols,
            out int type,
            out int flags,
            out long step,
            out IntPtr data);
        return new MatLayout(dims, rows, cols, type, (flags & 1) != 0, (flags & 2) != 0, step, data);
    }

    private readonly record struct MatLayout(
        int Dims, int Rows, int Cols, MatType Type, bool IsContinuous, bool IsSubmatrix, long Step, IntPtr Data);
}
