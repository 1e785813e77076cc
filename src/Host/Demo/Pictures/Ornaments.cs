namespace Banyan.Host.Demo.Pictures;

/// <summary>What grows or falls around a thing that is shown alone, so that a page of covers does not look stamped.</summary>
internal static class Ornaments
{
    public static void Draw(Drawing drawing, int arrangement, Palette palette)
    {
        var markup = (arrangement % 6) switch
        {
            0 => "<use href=\"#sprig\" transform=\"translate(-30 120) rotate(24) scale(1.5)\"/>"
                + "<use href=\"#sprig\" transform=\"translate(836 96) rotate(148) scale(1.35)\"/>",
            1 => "<path d=\"M0 0h120l330 800H210zM200 0h46l330 800h-70z\" opacity=\".5\"/>",
            2 => "<use href=\"#sprig\" transform=\"translate(830 20) rotate(140) scale(1.9)\"/>"
                + "<use href=\"#leaf\" transform=\"translate(90 640) rotate(-30) scale(.7)\"/>",
            3 => "<circle cx=\"96\" cy=\"130\" r=\"54\"/><circle cx=\"170\" cy=\"84\" r=\"20\"/><circle cx=\"716\" cy=\"206\" r=\"36\"/>"
                + "<circle cx=\"744\" cy=\"120\" r=\"15\"/><circle cx=\"68\" cy=\"520\" r=\"18\"/>",
            4 =>
                "<use href=\"#leaf\" transform=\"translate(80 110) rotate(30) scale(1.1)\"/><use href=\"#leaf\" transform=\"translate(690 80) rotate(110)\"/>"
                    + "<use href=\"#leaf\" transform=\"translate(712 380) rotate(60) scale(.7)\"/><use href=\"#leaf\" transform=\"translate(56 420) rotate(-20) scale(.6)\"/>",
            _ => "<use href=\"#sprig\" transform=\"translate(-20 640) rotate(-66) scale(1.9)\"/>"
                + "<use href=\"#sprig\" transform=\"translate(820 560) rotate(-118) scale(1.4)\"/>",
        };
        drawing.Add($"<g opacity=\".2\" fill=\"{palette.Accent}\">{markup}</g>");
    }
}
