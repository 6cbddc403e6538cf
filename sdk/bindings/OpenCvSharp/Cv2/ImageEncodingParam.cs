namespace OpenCvSharp;

/// <summary>One setting of an image encoder.</summary>
public class ImageEncodingParam
{
    /// <summary>Makes a setting.</summary>
    /// <param name="id">Which.</param>
    /// <param name="value">Its value.</param>
    public ImageEncodingParam(ImwriteFlags id, int value)
    {
        EncodingId = id;
        Value = value;
    }

    /// <summary>Gets which setting it is.</summary>
    public ImwriteFlags EncodingId { get; }

    /// <summary>Gets its value.</summary>
    public int Value { get; }
}
