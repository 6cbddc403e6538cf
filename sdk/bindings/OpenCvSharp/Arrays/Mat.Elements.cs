using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <content>Questions about the layout, single elements, and copies.</content>
public partial class Mat
{
    /// <summary>Gets the type of the elements.</summary>
    public MatType Type() => Layout().Type;

    /// <summary>Gets the depth of a number, such as <see cref="MatType.CV_8U"/>.</summary>
    public int Depth() => Layout().Type.Depth;

    /// <summary>Gets how many numbers an element has.</summary>
    public int Channels() => Layout().Type.Channels;

    /// <summary>Gets the bytes of one element.</summary>
    public int ElemSize() => ElementBytes(Layout().Type);

    /// <summary>Gets the bytes of one number of an element.</summary>
    public int ElemSize1() => DepthBytes(Layout().Type.Depth);

    /// <summary>Gets the bytes from one row to the next.</summary>
    public long Step() => Layout().Step;

    /// <summary>Gets columns and rows.</summary>
    public Size Size()
    {
        MatLayout layout = Layout();
        return new Size(layout.Cols, layout.Rows);
    }

    /// <summary>Gets the number of elements.</summary>
    public long Total()
    {
        MatLayout layout = Layout();
        return (long)layout.Rows * layout.Cols;
    }

    /// <summary>Tells whether the matrix has no element.</summary>
    public bool Empty()
    {
        MatLayout layout = Layout();
        return layout.Data == IntPtr.Zero || layout.Rows == 0 || layout.Cols == 0;
    }

    /// <summary>Tells whether there is no gap between the rows.</summary>
    public bool IsContinuous() => Layout().IsContinuous;

    /// <summary>Tells whether the matrix looks at a part of another one.</summary>
    public bool IsSubmatrix() => Layout().IsSubmatrix;

    /// <summary>Gets the address of a row; it is valid until the matrix is disposed of or written anew.</summary>
    /// <param name="i0">The row, from 0. It is not checked.</param>
    public IntPtr Ptr(int i0)
    {
        MatLayout layout = Layout();
        return layout.Data + checked((nint)(i0 * layout.Step));
    }

    /// <summary>Gets the address of an element; it is valid until the matrix is disposed of or written anew.</summary>
    /// <param name="i0">The row, from 0. It is not checked.</param>
    /// <param name="i1">The column, from 0. It is not checked.</param>
    public IntPtr Ptr(int i0, int i1)
    {
        MatLayout layout = Layout();
        return layout.Data + checked((nint)((i0 * layout.Step) + ((long)i1 * ElementBytes(layout.Type))));
    }

    /// <summary>Gets a reference to an element; it is valid until the matrix is disposed of or written anew.</summary>
    /// <typeparam name="T">A type of the element's size.</typeparam>
    /// <param name="i0">The row, from 0. It is not checked.</param>
    /// <param name="i1">The column, from 0. It is not checked.</param>
    public unsafe ref T At<T>(int i0, int i1)
        where T : unmanaged => ref Unsafe.AsRef<T>((void*)Ptr(i0, i1));

    /// <summary>Reads an element.</summary>
    /// <typeparam name="T">A type of the element's size.</typeparam>
    /// <param name="i0">The row, from 0. It is not checked.</param>
    /// <param name="i1">The column, from 0. It is not checked.</param>
    public T Get<T>(int i0, int i1)
        where T : unmanaged => At<T>(i0, i1);

    /// <summary>Writes an element.</summary>
    /// <typeparam name="T">A type of the element's size.</typeparam>
    /// <param name="i0">The row, from 0. It is not checked.</param>
    /// <param name="i1">The column, from 0. It is not checked.</param>
    /// <param name="value">The value.</param>
    public void Set<T>(int i0, int i1, T value)
        where T : unmanaged => At<T>(i0, i1) = value;

    /// <summary>Makes a matrix with data of its own.</summary>
    public Mat Clone()
    {
        NativeMethods.MatClone(Handle, out MatHandle clone);
        return new Mat(clone);
    }

    /// <summary>Makes a matrix with data of its own from a part of this one.</summary>
    /// <param name="roi">The part.</param>
    /// <exception cref="OpenCVException">The part sticks out of the matrix.</exception>
    public Mat Clone(Rect roi)
    {
        using var part = new Mat(this, roi);
        return part.Clone();
    }

    /// <summary>Copies the elements.</summary>
    /// <param name="m">Gets this matrix's size and type.</param>
    /// <param name="mask">Only elements that are not 0 here are copied; null copies all.</param>
    public void CopyTo(OutputArray m, InputArray? mask = null)
    {
        ArgumentNullException.ThrowIfNull(m);
        NativeMethods.MatCopyTo(Handle, m.Handle, mask?.Handle.DangerousGetHandle() ?? IntPtr.Zero);
        GC.KeepAlive(mask);
    }

    /// <summary>
    /// Computes alpha * element + beta in another depth, with the result rounded and held within its range.
    /// </summary>
    /// <param name="m">Gets the result.</param>
    /// <param name="rtype">The type of the result; the number of channels stays as it is.</param>
    /// <param name="alpha">The factor.</param>
    /// <param name="beta">What is added.</param>
    public void ConvertTo(OutputArray m, MatType rtype, double alpha = 1, double beta = 0)
    {
        ArgumentNullException.ThrowIfNull(m);
        NativeMethods.MatConvertTo(Handle, m.Handle, rtype, alpha, beta);
    }

    /// <summary>Sets the elements to a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mask">Only elements that are not 0 here are set; null sets all.</param>
    /// <returns>This matrix.</returns>
    public Mat SetTo(Scalar value, Mat? mask = null)
    {
        NativeMethods.MatSetTo(Handle, in value, mask?.Handle.DangerousGetHandle() ?? IntPtr.Zero);
        GC.KeepAlive(mask);
        return this;
    }

    /// <summary>Describes the matrix.</summary>
    public override string ToString()
    {
        if (IsDisposed)
        {
            return "Mat [disposed]";
        }

        MatLayout layout = Layout();
        return $"Mat [ {layout.Rows}*{layout.Cols}*{layout.Type}, IsContinuous={layout.IsContinuous}, " +
            $"IsSubmatrix={layout.IsSubmatrix}, Data=0x{layout.Data:x} ]";
    }

    internal byte[] ToBytes()
    {
        MatLayout layout = Layout();
        byte[] bytes = new byte[checked(layout.Rows * layout.Cols * ElementBytes(layout.Type))];
        if (bytes.Length > 0)
        {
            Marshal.Copy(layout.Data, bytes, 0, bytes.Length);
            GC.KeepAlive(this);
        }

        return bytes;
    }

    private static int ElementBytes(MatType type) => DepthBytes(type.Depth) * type.Channels;

    private static int DepthBytes(int depth) => depth switch
    {
        MatType.CV_8U or MatType.CV_8S => 1,
        MatType.CV_16U or MatType.CV_16S or MatType.CV_USRTYPE1 => 2,
        MatType.CV_32S or MatType.CV_32F => 4,
        _ => 8,
    };
}
