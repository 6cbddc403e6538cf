using System.Runtime.InteropServices;

namespace OpenCvSharp;

/// <summary>Up to four numbers: a colour in the matrix's own channel order, usually blue, green, red.</summary>
/// <param name="Val0">Channel 0.</param>
/// <param name="Val1">Channel 1.</param>
/// <param name="Val2">Channel 2.</param>
/// <param name="Val3">Channel 3.</param>
[StructLayout(LayoutKind.Sequential)]
public record struct Scalar(double Val0, double Val1, double Val2, double Val3)
{
    /// <summary>Channel 0.</summary>
    public double Val0 = Val0;

    /// <summary>Channel 1.</summary>
    public double Val1 = Val1;

    /// <summary>Channel 2.</summary>
    public double Val2 = Val2;

    /// <summary>Channel 3.</summary>
    public double Val3 = Val3;

    /// <summary>Makes a colour of one channel; the others are 0.</summary>
    /// <param name="v0">Channel 0.</param>
    public Scalar(double v0)
        : this(v0, 0, 0, 0)
    {
    }

    /// <summary>Makes a colour of two channels; the others are 0.</summary>
    /// <param name="v0">Channel 0.</param>
    /// <param name="v1">Channel 1.</param>
    public Scalar(double v0, double v1)
        : this(v0, v1, 0, 0)
    {
    }

    /// <summary>Makes a colour of three channels; the fourth is 0.</summary>
    /// <param name="v0">Channel 0.</param>
    /// <param name="v1">Channel 1.</param>
    /// <param name="v2">Channel 2.</param>
    public Scalar(double v0, double v1, double v2)
        : this(v0, v1, v2, 0)
    {
    }

    /// <summary>Makes a colour of one channel.</summary>
    /// <param name="val">Channel 0.</param>
    public static implicit operator Scalar(double val) => new(val);

    /// <summary>Makes the same number in all four channels.</summary>
    /// <param name="v">The number.</param>
    public static Scalar All(double v) => new(v, v, v, v);

    /// <summary>Makes a colour in OpenCV's order from red, green and blue.</summary>
    /// <param name="r">Red.</param>
    /// <param name="g">Green.</param>
    /// <param name="b">Blue.</param>
    public static Scalar FromRgb(int r, int g, int b) => new(b, g, r);
}
