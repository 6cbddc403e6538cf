using OpenCvSharp.Internal;

namespace OpenCvSharp;

/// <summary>
/// OpenCV's functions. Each throws <see cref="OpenCVException"/> with OpenCV's own words if it fails.
/// </summary>
public static partial class Cv2
{
    /// <summary>Computes src1 * alpha + src2 * beta + gamma.</summary>
    /// <param name="src1">The first array.</param>
    /// <param name="alpha">Its weight.</param>
    /// <param name="src2">The second array, of the same size and channels.</param>
    /// <param name="beta">Its weight.</param>
    /// <param name="gamma">What is added.</param>
    /// <param name="dst">Gets the result.</param>
    /// <param name="dtype">Depth of the result; -1 takes that of the inputs.</param>
    public static void AddWeighted(
        InputArray src1, double alpha, InputArray src2, double beta, double gamma, OutputArray dst, int dtype = -1)
    {
        ArgumentNullException.ThrowIfNull(src1);
        ArgumentNullException.ThrowIfNull(src2);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.AddWeighted(src1.Handle, alpha, src2.Handle, beta, gamma, dst.Handle, dtype);
    }

    /// <summary>Puts planes together into one matrix with as many channels.</summary>
    /// <param name="mv">The planes, of one size and depth.</param>
    /// <param name="dst">Gets the result.</param>
    public static void Merge(Mat[] mv, Mat dst)
    {
        ArgumentNullException.ThrowIfNull(mv);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.Merge(Addresses(mv), mv.Length, dst.Handle);
        GC.KeepAlive(mv);
    }

    /// <summary>Takes a matrix apart into its channels.</summary>
    /// <param name="src">The matrix.</param>
    /// <param name="mv">One plane per channel; the caller disposes of them.</param>
    public static void Split(Mat src, out Mat[] mv)
    {
        ArgumentNullException.ThrowIfNull(src);
        mv = new Mat[src.Channels()];
        for (int i = 0; i < mv.Length; i++)
        {
            mv[i] = new Mat();
        }

        NativeMethods.Split(src.Handle, Addresses(mv), mv.Length);
    }

    /// <summary>Takes a matrix apart into its channels.</summary>
    /// <param name="src">The matrix.</param>
    /// <returns>One plane per channel; the caller disposes of them.</returns>
    public static Mat[] Split(Mat src)
    {
        Split(src, out Mat[] planes);
        return planes;
    }

    /// <summary>Puts matrices side by side.</summary>
    /// <param name="src">Matrices of one height and type.</param>
    /// <param name="dst">Gets the result.</param>
    public static void HConcat(IEnumerable<Mat> src, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        Mat[] sources = [.. src];
        NativeMethods.HConcat(Addresses(sources), sources.Length, dst.Handle);
        GC.KeepAlive(sources);
    }

    /// <summary>Puts matrices below each other.</summary>
    /// <param name="src">Matrices of one width and type.</param>
    /// <param name="dst">Gets the result.</param>
    public static void VConcat(IEnumerable<Mat> src, OutputArray dst)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        Mat[] sources = [.. src];
        NativeMethods.VConcat(Addresses(sources), sources.Length, dst.Handle);
        GC.KeepAlive(sources);
    }

    /// <summary>Mirrors an array.</summary>
    /// <param name="src">The array.</param>
    /// <param name="dst">Gets the result.</param>
    /// <param name="flipCode">The axis.</param>
    public static void Flip(InputArray src, OutputArray dst, FlipMode flipCode)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        NativeMethods.Flip(src.Handle, dst.Handle, (int)flipCode);
    }

    private static IntPtr[] Addresses(Mat[] mats) => Array.ConvertAll(mats, mat => mat.CvPtr);
}
