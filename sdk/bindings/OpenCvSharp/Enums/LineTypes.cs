namespace OpenCvSharp;

/// <summary>How lines are drawn.</summary>
public enum LineTypes
{
    /// <summary>Each step goes to one of four neighbours.</summary>
    Link4 = 4,

    /// <summary>Each step goes to one of eight neighbours.</summary>
    Link8 = 8,

    /// <summary>Smooth edges; for 8-bit images.</summary>
    AntiAlias = 16,
}
