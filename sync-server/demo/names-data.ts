/** Names as the Netherlands has them. Common ones, drawn by chance: any likeness to a person is chance too. */
export interface Background {
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly families: readonly string[];
}

const list = (text: string): readonly string[] => text.split(', ');

export const DUTCH: Background = {
  women: list(
    'Anna, Maria, Johanna, Petra, Ingrid, Marieke, Sanne, Lotte, Fleur, Eva, Sophie, Emma, Julia, Tess, Lieke, Femke, Anouk, Iris, ' +
      'Noor, Roos, Saar, Mila, Zoë, Noémi, Marjan, Hanneke, Truus, Riet, Wilma, Carla, Esther, Judith, Mirjam, Daniëlle, Renée, Desirée',
  ),
  men: list(
    'Jan, Piet, Kees, Henk, Willem, Gerard, Hans, Rob, Peter, Marcel, Jeroen, Bart, Thijs, Daan, Sem, Lucas, Levi, Finn, Bram, Luuk, ' +
      'Jesse, Ruben, Thomas, Lars, Niels, Sander, Wouter, Joost, Maarten, Theo, Ton, Cor, Joël, André, René, Noah, Mees, Gijs, Teun',
  ),
  families: list(
    'de Jong, Jansen, de Vries, van den Berg, van Dijk, Bakker, Janssen, Visser, Smit, Meijer, de Boer, Mulder, de Groot, Bos, Vos, ' +
      'Peters, Hendriks, van Leeuwen, Dekker, Brouwer, de Wit, Dijkstra, Smits, de Graaf, van der Meer, van der Linden, Kok, Jacobs, ' +
      'de Haan, Vermeulen, van den Heuvel, van der Veen, van den Broek, de Bruijn, van der Heijden, Schouten, van Beek, Willems, van Vliet, ' +
      'Hoekstra, Maas, Verhoeven, Koster, van Dam, van der Wal, Prins, Blom, Huisman, Peeters, de Jonge, Kuipers, van Veen, Post, Kuiper, ' +
      'Veenstra, Kramer, van den Brink, Scholten, van Wijk, Postma, Martens, Vink, de Ruiter, Timmermans, Groen, Gerritsen, Jonker, ' +
      'van Loon, Boer, van der Velde, Willemsen, Smeets, de Lange, de Vos, Bosch, van Dongen, Schipper, de Koning, Molenaar, van ’t Hof, ' +
      'in ’t Veld, op den Dries, ter Horst, ten Brinke, te Winkel, uit den Boogaard, van ’t Zand, Daniëls, d’Hondt',
  ),
};

export const FRISIAN: Background = {
  women: list(
    'Sjoukje, Tjitske, Baukje, Fenna, Froukje, Hiske, Jeltsje, Nynke, Wytske, Ymkje, Doutzen, Sietske, Aukje, Rixt, Jildou, Anke, Fardau',
  ),
  men: list(
    'Sjoerd, Wybren, Tjeerd, Sybren, Douwe, Fokke, Jelle, Hidde, Bauke, Wiebe, Rinse, Ype, Hylke, Durk, Pyt, Gjalt, Klaas',
  ),
  families: list(
    'Hoekstra, Dijkstra, Bouma, Terpstra, Wiersma, Sikkema, Ypma, Haitsma, Jellema, Sinnema, Kooistra, Postma, Elzinga, Zijlstra, ' +
      'Wytsma, Rypma, Nijdam, Feenstra, Boersma, Hiemstra, Âldersma, Túnstra, Sjollema, van der Zee, de Boer, van der Goot',
  ),
};

export const TURKISH: Background = {
  women: list(
    'Ayşe, Fatma, Elif, Zeynep, Emine, Büşra, Esra, Hatice, Melek, Selin, Gülsüm, Sevda, Özlem, Tuğba, Defne, Azra, İrem',
  ),
  men: list(
    'Mehmet, Mustafa, Ahmet, Ali, Hüseyin, Emre, Burak, Kaan, Deniz, Yusuf, Ömer, Murat, Uğur, Çağlar, İbrahim, Serkan, Eymen',
  ),
  families: list(
    'Yılmaz, Kaya, Demir, Şahin, Çelik, Yıldız, Yıldırım, Öztürk, Aydın, Özdemir, Arslan, Doğan, Kılıç, Aslan, Çetin, Kara, Koç, Güneş',
  ),
};

export const MOROCCAN: Background = {
  women: list(
    'Fatima, Khadija, Samira, Naima, Yasmina, Hanane, Loubna, Salma, Nora, Imane, Aya, Ikram, Souad, Rachida, Malika, Chaïma, Dounia',
  ),
  men: list(
    'Mohamed, Youssef, Rachid, Hassan, Karim, Bilal, Ayoub, Hamza, Said, Abdelkarim, Ilias, Anouar, Soufiane, Omar, Zakaria, Noureddine, Ismaïl',
  ),
  families: list(
    'El Amrani, Bouzid, El Idrissi, Benali, Ait Oufkir, El Khatabi, Azzouzi, Chaoui, El Hamdaoui, Bouhali, Amghar, El Yacoubi, Tahiri, ' +
      'Ouali, Bouchtaoui, El Mansouri, Saïdi, Haddou, Ben Moussa, Ziani',
  ),
};

export const SURINAMESE: Background = {
  women: list(
    'Shanti, Radha, Sunita, Chandra, Priya, Cheryl, Mavis, Lucia, Orsine, Usha, Wonny, Soenita, Naomi, Romana, Shardé, Kaveri',
  ),
  men: list(
    'Ricardo, Winston, Rajesh, Anil, Dewanand, Stanley, Roy, Clyde, Soerin, Ashwin, Sergio, Wensley, Kenneth, Radjen, Glenn, Jermaine',
  ),
  families: list(
    'Ramdin, Biharie, Kalpoe, Jagroep, Soekhlal, Ramkisoen, Bhagwandin, Mahabier, Pinas, Amatsoemarto, Kartodikromo, Wijngaarde, Vrede, ' +
      'Codrington, Landveld, Karijosemito, Lieuw, Tjin-A-Fat, Sewnath, Doelwijt',
  ),
};

export const POLISH: Background = {
  women: list(
    'Agnieszka, Katarzyna, Małgorzata, Joanna, Zofia, Hanna, Ewa, Karolina, Magdalena, Aleksandra, Oliwia, Kinga, Bożena',
  ),
  men: list(
    'Piotr, Paweł, Tomasz, Krzysztof, Łukasz, Marcin, Michał, Jakub, Szymon, Wojciech, Antoni, Filip, Grzegorz',
  ),
  families: list(
    'Nowak, Wójcik, Kowalczyk, Woźniak, Mazur, Krawczyk, Zając, Król, Wróbel, Dudek, Pawlak, Sikora, Bąk, Gołąb, Stępień',
  ),
};

export const ANTILLEAN_AND_MOLUCCAN: Background = {
  women: list('Shurandy, Gwendolyn, Yolanda, Rachel, Mientje, Poppy, Tirza, Ruthmila, Jo-Ann, Nona, Dorkas'),
  men: list('Rignald, Elvis, Rudsel, Jairzinho, Robby, Eddy, Izaäk, Otniel, Junior, Marlon, Wim'),
  families: list(
    'Martina, Rosalia, Maduro, Cicilia, Winklaar, Tahapary, Matulessy, Pattiwael, Latupeirissa, Sahetapy, Lopulalan, Croes',
  ),
};

export const NEWER: Background = {
  women: list(
    'Rana, Lina, Hiba, Selam, Senait, Mei, Xin, Olena, Iryna, Sofía, Lucía, Amina, Nasrin, Parisa, Thị Hoa',
  ),
  men: list(
    'Khaled, Tariq, Samuel, Yonas, Wei, Jun, Andrij, Oleksandr, José, Ângelo, Farid, Reza, Abdi, Minh',
  ),
  families: list(
    'Al-Hassan, Haddad, Khoury, Tesfay, Ghebremedhin, Chen, Wang, Kovalenko, Shevchuk, García, Gonçalves, Ahmadi, Rahimi, Nguyễn, Warsame',
  ),
};

export const STREETS: readonly string[] = list(
  'Kerkstraat, Molenweg, Dorpsstraat, Schoolstraat, Lindelaan, Eikenlaan, Beukenlaan, Wilgenpad, Esdoornhof, Populierenlaan, Stationsweg, ' +
    'Nieuwstraat, Marktplein, Havenkade, Dijkweg, Veenweg, Heideweg, Merelstraat, Lijsterhof, Zwaluwpad, Reigerlaan, Ooievaarstraat, ' +
    'Rietkraag, Waterhoen, Sluiskade, Tuinstraat, Oranjesingel, Parallelweg, Zonnedauw, Korenbloemstraat, Klaproosveld, Vlierhof, Brink, ' +
    'Achterweg, Kanaaldijk, Fabrieksstraat, Smidshof, Bakkersteeg, Weverstraat, ’t Zand',
);

/** Institutions; the city's name follows. */
export const INSTITUTIONS: readonly string[] = list(
  'Basisschool De Regenboog, Basisschool De Windroos, Kinderopvang Het Vlindertje, Zorgcentrum Avondzon, Taalcafé, Praktijkschool De Brug, ' +
    'Peuterspeelzaal Pinkeltje, Buurthuis De Schakel',
);
