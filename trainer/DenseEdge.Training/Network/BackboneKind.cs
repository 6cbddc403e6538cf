namespace DenseEdge.Training.Network;

/// <summary>
/// The part of the network that turns an image into feature maps at strides 4, 8, 16 and 32, unless its kind says otherwise.
/// </summary>
public enum BackboneKind
{
    /// <summary>MobileNetV2, width 1.0: 24, 32, 96 and 320 channels. Small enough for every target device.</summary>
    MobileNetV2,

    /// <summary>HRNetV2p-W18-Small (v2), the backbone of the paper's small models: 18, 36, 72 and 144 channels.</summary>
    HrNetW18Small,

    /// <summary>HRNetV2p-W48, the backbone of the paper's large models: 48, 96, 192 and 384 channels.</summary>
    HrNetW48,

    /// <summary>
    /// ResNet-50 with dilated late stages: 256, 512, 1024 and 2048 channels at strides 4, 8 and then
    /// <see cref="NetworkOptions.OutputStride"/>.
    /// </summary>
    ResNet50,

    /// <summary>MobileNetV3-Large, width 1.0: 24, 40, 112 and 160 channels.</summary>
    MobileNetV3Large,
}
