using QRCoder;

namespace Isms.Kernel.Access.Account;

/// <summary>A QR code as an image inside the page: what it says goes nowhere else.</summary>
internal static class QrCode
{
    /// <summary>A <c>data:</c> address for an img element.</summary>
    public static string Of(string text) => "data:image/png;base64," + Convert.ToBase64String(Png(text));

    /// <summary>The picture itself, for documents.</summary>
    public static byte[] Png(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(6);
    }
}
