namespace OpenCvSharp;

/// <summary>The colour maps that turn one channel into colours.</summary>
public enum ColormapTypes
{
    /// <summary>The map 'autumn'.</summary>
    Autumn = 0,

    /// <summary>The map 'bone'.</summary>
    Bone = 1,

    /// <summary>The map 'jet'.</summary>
    Jet = 2,

    /// <summary>The map 'winter'.</summary>
    Winter = 3,

    /// <summary>The map 'rainbow'.</summary>
    Rainbow = 4,

    /// <summary>The map 'ocean'.</summary>
    Ocean = 5,

    /// <summary>The map 'summer'.</summary>
    Summer = 6,

    /// <summary>The map 'spring'.</summary>
    Spring = 7,

    /// <summary>The map 'cool'.</summary>
    Cool = 8,

    /// <summary>The map 'HSV'.</summary>
    Hsv = 9,

    /// <summary>The map 'pink'.</summary>
    Pink = 10,

    /// <summary>The map 'hot'.</summary>
    Hot = 11,

    /// <summary>The map 'parula'.</summary>
    Parula = 12,

    /// <summary>The map 'magma'.</summary>
    Magma = 13,

    /// <summary>The map 'inferno'.</summary>
    Inferno = 14,

    /// <summary>The map 'plasma'.</summary>
    Plasma = 15,

    /// <summary>The map 'viridis'.</summary>
    Viridis = 16,

    /// <summary>The map 'cividis'.</summary>
    Cividis = 17,

    /// <summary>The map 'twilight'.</summary>
    Twilight = 18,

    /// <summary>The map 'twilight shifted'.</summary>
    TwilightShifted = 19,

    /// <summary>The map 'turbo'.</summary>
    Turbo = 20,

    /// <summary>The map 'deep green'.</summary>
    DeepGreen = 21,
}
