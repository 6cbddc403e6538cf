namespace OpenCvSharp;

/// <summary>The type of a matrix element: the depth of a number and how many there are.</summary>
/// <param name="Value">OpenCV's number for the type.</param>
public readonly record struct MatType(int Value)
{
    /// <summary>Unsigned bytes.</summary>
    public const int CV_8U = 0;

    /// <summary>Signed bytes.</summary>
    public const int CV_8S = 1;

    /// <summary>Unsigned 16-bit integers.</summary>
    public const int CV_16U = 2;

    /// <summary>Signed 16-bit integers.</summary>
    public const int CV_16S = 3;

    /// <summary>Signed 32-bit integers.</summary>
    public const int CV_32S = 4;

    /// <summary>32-bit floating point.</summary>
    public const int CV_32F = 5;

    /// <summary>64-bit floating point.</summary>
    public const int CV_64F = 6;

    /// <summary>A type of the user's own.</summary>
    public const int CV_USRTYPE1 = 7;

    /// <summary>One unsigned byte per element.</summary>
    public static readonly MatType CV_8UC1 = CV_8UC(1);

    /// <summary>Two unsigned bytes per element.</summary>
    public static readonly MatType CV_8UC2 = CV_8UC(2);

    /// <summary>Three unsigned bytes per element.</summary>
    public static readonly MatType CV_8UC3 = CV_8UC(3);

    /// <summary>Four unsigned bytes per element.</summary>
    public static readonly MatType CV_8UC4 = CV_8UC(4);

    /// <summary>One signed byte per element.</summary>
    public static readonly MatType CV_8SC1 = CV_8SC(1);

    /// <summary>Two signed bytes per element.</summary>
    public static readonly MatType CV_8SC2 = CV_8SC(2);

    /// <summary>Three signed bytes per element.</summary>
    public static readonly MatType CV_8SC3 = CV_8SC(3);

    /// <summary>Four signed bytes per element.</summary>
    public static readonly MatType CV_8SC4 = CV_8SC(4);

    /// <summary>One unsigned 16-bit integer per element.</summary>
    public static readonly MatType CV_16UC1 = CV_16UC(1);

    /// <summary>Two unsigned 16-bit integers per element.</summary>
    public static readonly MatType CV_16UC2 = CV_16UC(2);

    /// <summary>Three unsigned 16-bit integers per element.</summary>
    public static readonly MatType CV_16UC3 = CV_16UC(3);

    /// <summary>Four unsigned 16-bit integers per element.</summary>
    public static readonly MatType CV_16UC4 = CV_16UC(4);

    /// <summary>One signed 16-bit integer per element.</summary>
    public static readonly MatType CV_16SC1 = CV_16SC(1);

    /// <summary>Two signed 16-bit integers per element.</summary>
    public static readonly MatType CV_16SC2 = CV_16SC(2);

    /// <summary>Three signed 16-bit integers per element.</summary>
    public static readonly MatType CV_16SC3 = CV_16SC(3);

    /// <summary>Four signed 16-bit integers per element.</summary>
    public static readonly MatType CV_16SC4 = CV_16SC(4);

    /// <summary>One signed 32-bit integer per element.</summary>
    public static readonly MatType CV_32SC1 = CV_32SC(1);

    /// <summary>Two signed 32-bit integers per element.</summary>
    public static readonly MatType CV_32SC2 = CV_32SC(2);

    /// <summary>Three signed 32-bit integers per element.</summary>
    public static readonly MatType CV_32SC3 = CV_32SC(3);

    /// <summary>Four signed 32-bit integers per element.</summary>
    public static readonly MatType CV_32SC4 = CV_32SC(4);

    /// <summary>One 32-bit float per element.</summary>
    public static readonly MatType CV_32FC1 = CV_32FC(1);

    /// <summary>Two 32-bit floats per element.</summary>
    public static readonly MatType CV_32FC2 = CV_32FC(2);

    /// <summary>Three 32-bit floats per element.</summary>
    public static readonly MatType CV_32FC3 = CV_32FC(3);

    /// <summary>Four 32-bit floats per element.</summary>
    public static readonly MatType CV_32FC4 = CV_32FC(4);

    /// <summary>One 64-bit float per element.</summary>
    public static readonly MatType CV_64FC1 = CV_64FC(1);

    /// <summary>Two 64-bit floats per element.</summary>
    public static readonly MatType CV_64FC2 = CV_64FC(2);

    /// <summary>Three 64-bit floats per element.</summary>
    public static readonly MatType CV_64FC3 = CV_64FC(3);

    /// <summary>Four 64-bit floats per element.</summary>
    public static readonly MatType CV_64FC4 = CV_64FC(4);

    /// <summary>Gets the depth, one of <see cref="CV_8U"/> to <see cref="CV_USRTYPE1"/>.</summary>
    public int Depth => Value & (DepthCount - 1);

    /// <summary>Tells whether the numbers are integers.</summary>
    public bool IsInteger => Depth < CV_32F;

    /// <summary>Gets how many numbers an element has.</summary>
    public int Channels => (Value >> ChannelShift) + 1;

    private const int ChannelShift = 3;
    private const int DepthCount = 1 << ChannelShift;
    private const int MaximumChannels = 512;

    /// <summary>Gets OpenCV's number for the type.</summary>
    /// <param name="self">A type.</param>
    public static implicit operator int(MatType self) => self.Value;

    /// <summary>Makes a type of OpenCV's number.</summary>
    /// <param name="value">OpenCV's number.</param>
    public static implicit operator MatType(int value) => new(value);

    /// <summary>Makes a type of unsigned bytes.</summary>
    /// <param name="ch">1 to 511 channels.</param>
    public static MatType CV_8UC(int ch) => MakeType(CV_8U, ch);

    /// <summary>Makes a type of signed bytes.</summary>
    /// <param name="ch">1 to 511 channels.</param>
    public static MatType CV_8SC(int ch) => MakeType(CV_8S, ch);

    /// <summary>Makes a type of unsigned 16-bit integers.</summary>
    /// <param name="ch">1 to 511 channels.</param>
    public static MatType CV_16UC(int ch) => MakeType(CV_16U, ch);

    /// <summary>Makes a type of signed 16-bit integers.</summary>
    /// <param name="ch">1 to 511 channels.</param>
    public static MatType CV_16SC(int ch) => MakeType(CV_16S, ch);

    /// <summary>Makes a type of signed 32-bit integers.</summary>
    /// <param name="ch">1 to 511 channels.</param>
    public static MatType CV_32SC(int ch) => MakeType(CV_32S, ch);

    /// <summary>Makes a type of 32-bit floats.</summary>
    /// <param name="ch">1 to 511 channels.</param>
    public static MatType CV_32FC(int ch) => MakeType(CV_32F, ch);

    /// <summary>Makes a type of 64-bit floats.</summary>
    /// <param name="ch">1 to 511 channels.</param>
    public static MatType CV_64FC(int ch) => MakeType(CV_64F, ch);

    /// <summary>Makes a type.</summary>
    /// <param name="depth">One of <see cref="CV_8U"/> to <see cref="CV_USRTYPE1"/>.</param>
    /// <param name="channels">1 to 511.</param>
    /// <exception cref="OpenCvSharpException">There is no such type.</exception>
    public static MatType MakeType(int depth, int channels)
    {
        if (channels is <= 0 or >= MaximumChannels)
        {
            throw new OpenCvSharpException($"Expected 1 to {MaximumChannels - 1} channels, got {channels}.");
        }

        if (depth is < 0 or >= DepthCount)
        {
            throw new OpenCvSharpException($"Expected a depth of 0 to {DepthCount - 1}, got {depth}.");
        }

        return new MatType(depth + ((channels - 1) << ChannelShift));
    }

    /// <summary>Gets the name, such as CV_8UC3.</summary>
    public override string ToString()
    {
        string depth = Depth switch
        {
            CV_8U => "CV_8U",
            CV_8S => "CV_8S",
            CV_16U => "CV_16U",
            CV_16S => "CV_16S",
            CV_32S => "CV_32S",
            CV_32F => "CV_32F",
            CV_64F => "CV_64F",
            _ => "CV_USRTYPE1",
        };
        return Channels <= 4 ? $"{depth}C{Channels}" : $"{depth}C({Channels})";
    }
}
