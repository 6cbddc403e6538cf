namespace DenseEdge.Training.Network;

/// <summary>The shared part of the network that turns an image into feature maps at strides 4, 8, 16 and 32.</summary>
public enum BackboneKind
{
    /// <summary>MobileNetV2, width 1.0: 24, 32, 96 and 320 channels. Small enough for every target device.</summary>
    MobileNetV2,

    /// <summary>HRNetV2p-W18-Small (v2), the backbone of the paper's small models: 18, 36, 72 and 144 channels.</summary>
    HrNetW18Small,

    /// <summary>HRNetV2p-W48, the backbone of the paper's large models: 48, 96, 192 and 384 channels.</summary>
    HrNetW48,
}
